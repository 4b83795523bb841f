import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { App } from "../contract/app";
import type { DocumentRow } from "../contract/graph";
import type { Selection } from "../contract/state";
import { documentNumber, Failed, useLoaded, Waiting } from "../panel/parts/load";
import { onEscape } from "../panel/parts/keys";
import { dayOf, titleOf } from "../panel/parts/names";
import { Icon } from "../shell/icons";
import { KnownSentences } from "./known";
import { closeDocument, originOf } from "./origin";
import "./reader.css";
import { TextView } from "./text";
import { t } from "./words";

export type Open = Selection & { kind: "document" };

/** The document that is open, over the picture. */
export function Reader({ app }: { app: App }) {
  originOf(app);
  const { selection, language } = app.state.value;
  if (selection.kind !== "document") {
    return null;
  }
  const found = documentNumber(app, selection.id);
  const number = found.state === "ready" ? found.value : -1;
  const document = app.source.graph.documents[number];
  return (
    <Frame app={app} title={document ? titleOf(document) : t(language, "reader")}>
      {document ? (
        <Text key={selection.id} app={app} number={number} document={document} selection={selection} />
      ) : (
        <Page app={app}>
          {found.state === "waiting" ? (
            <Waiting app={app} lines={8} />
          ) : (
            <p class="reader-note" role="alert">
              {t(language, "notFound")} <bdi>{selection.id}</bdi>
            </p>
          )}
        </Page>
      )}
    </Frame>
  );
}

/** What stands where the text would. */
function Page({ app, children }: { app: App; children: ComponentChildren }) {
  return (
    <>
      <div class="reader-tools" />
      <div
        class="reader-scroll"
        tabIndex={0}
        role="region"
        aria-label={t(app.state.value.language, "text")}
      >
        <div class="reader-page">{children}</div>
      </div>
    </>
  );
}

function Frame({ app, title, children }: { app: App; title: string; children: ComponentChildren }) {
  const { language } = app.state.value;
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus({ preventScroll: true }), []);
  return (
    <section class="reader" aria-label={`${t(language, "reader")}: ${title}`} onKeyDown={onEscape(() => closeDocument(app))}>
      <button
        type="button"
        ref={close}
        class="reader-button reader-close"
        aria-label={t(language, "close")}
        title={t(language, "close")}
        onClick={() => closeDocument(app)}
      >
        <Icon name="back" />
      </button>
      {children}
    </section>
  );
}

interface TextProps {
  app: App;
  number: number;
  document: DocumentRow;
  selection: Open;
}

function Text({ app, number, document, selection }: TextProps) {
  const loaded = useLoaded(() => app.source.text(number), [number]);
  const head = <Head app={app} document={document} />;
  if (loaded.state === "ready" && loaded.value) {
    return <TextView app={app} text={loaded.value} selection={selection} head={head} />;
  }
  return (
    <Page app={app}>
      {head}
      {loaded.state === "waiting" && <Waiting app={app} lines={8} />}
      {loaded.state === "failed" && <Failed app={app} failure={loaded} />}
      {loaded.state === "ready" && <KnownSentences app={app} document={number} selection={selection} />}
    </Page>
  );
}

function Head({ app, document }: { app: App; document: DocumentRow }) {
  const { language } = app.state.value;
  const facts = [
    ["published", dayOf(document.published)],
    ["publisher", document.publisher],
    ["source", document.source],
  ] as const;
  return (
    <header class="reader-head">
      <h2 lang="zh">
        <bdi>{titleOf(document)}</bdi>
      </h2>
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([key, value]) => (
            <div key={key}>
              <dt>{t(language, key)}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
    </header>
  );
}
