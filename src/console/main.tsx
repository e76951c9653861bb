/** The console: for people who signed in. It talks to `/api/console` and to nothing else. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import { Console } from "./Console.js";
import "./styles/shared.css";
import "./styles/console.css";

const root = document.getElementById("root");
if (!root) throw new Error('The page has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
