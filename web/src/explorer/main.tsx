import "./theme.css";
import { render } from "preact";
import type { Source } from "./contract/source";
import { createApp, type Core } from "./app/app";
import { ownLanguage } from "./app/defaults";
import { keepTheme } from "./app/theme";
import { takeToken } from "./editing/token";
import { Failure } from "./shell/failure";
import { Shell } from "./shell/shell";
import { hasBlock } from "./sources/blocks";

declare global {
  interface Window {
    /** For tests, and for people who look into the page. */
    kgExplorer?: { app: Core };
  }
}

async function start(root: HTMLElement): Promise<void> {
  try {
    const app = createApp(await openSource());
    window.kgExplorer = { app };
    keepTheme(app.state);
    render(<Shell app={app} />, root);
  } catch (error) {
    render(<Failure error={error} language={ownLanguage()} />, root);
  }
}

async function openSource(): Promise<Source> {
  if (hasBlock("graph")) {
    const { embedded } = await import("./sources/embedded");
    return embedded();
  }
  takeToken();
  const { connect } = await import("./sources/remote");
  return connect();
}

const root = document.getElementById("app");
if (root) {
  void start(root);
}
