/** Puts the steps of a picture in their places beside the page: of two hundred that takes half a second. */
import type { Picture } from "../../flows/picture.js";
import { layOut } from "./layout.js";

addEventListener("message", ({ data }: MessageEvent<Picture>) => {
  postMessage(layOut(data));
});
