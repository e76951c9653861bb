/** The browser phone's page. It talks to the simulator's telephones and to the call view, and to nothing else. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import { App } from "./App.js";
import { createLineFeed } from "./line-feed.js";
import { ownNumber } from "./own-number.js";
import "../styles/shared.css";
import "./styles/base.css";
import "./styles/telephone.css";
import "./styles/conversation.css";
import "./styles/people.css";

const root = document.getElementById("root");
if (!root) throw new Error('The page has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <App feed={createLineFeed()} own={ownNumber(location.search)} />
  </StrictMode>,
);
