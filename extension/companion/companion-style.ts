/** The companion's own look, behind a closed shadow root: nothing of the page's style comes in, nothing of this goes out. Values as in `design/tokens.css`. */
export const companionStyle = `
  :host {
    all: initial !important;
    position: fixed !important;
    z-index: 2147483647 !important;
    color-scheme: light dark !important;
    --ground: light-dark(#ffffff, #1b1c1f);
    --ground-hover: light-dark(#eeeeeb, #2b2d32);
    --rule: light-dark(#85857e, #8b8e95);
    --ink: light-dark(#1d1d1a, #ececea);
    --ink-quiet: light-dark(#5d5d57, #a9abb0);
    --accent: light-dark(#2f54c4, #9db4ff);
    --on-accent: light-dark(#ffffff, #14182a);
    font: 13px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif !important;
    color: var(--ink) !important;
  }
  * { box-sizing: border-box; margin: 0; font: inherit; }
  button { cursor: pointer; color: inherit; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  @media print { :host { display: none !important; } }
`

export const buttonStyle = `${companionStyle}
  :host {
    inset: clamp(32px, calc(var(--height) * 100vh), calc(100vh - 32px)) auto auto 0 !important;
    translate: 0 -50% !important;
  }
  .tab {
    display: grid;
    grid-auto-flow: row;
    place-items: center;
    gap: 2px;
    width: 34px;
    min-height: 44px;
    padding: 6px 4px;
    border: 1px solid var(--rule);
    border-inline-start: 0;
    border-radius: 0 6px 6px 0;
    background: var(--ground);
    touch-action: none;
    transition: background-color 120ms;
  }
  .tab:hover { background: var(--ground-hover); }
  .tab[data-held] { cursor: grabbing; }
  svg { width: 16px; height: 16px; }
  .count {
    min-width: 18px;
    padding: 0 4px;
    border-radius: 9px;
    color: #ffffff;
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
    text-align: center;
  }
  .count:empty { display: none; }
  .words {
    position: absolute;
    inset: 50% auto auto 42px;
    translate: 0 -50%;
    width: max-content;
    max-width: 280px;
    padding: 4px 8px;
    border: 1px solid var(--rule);
    border-radius: 6px;
    background: var(--ground);
    visibility: hidden;
    pointer-events: none;
  }
  .tab:hover + .words, .tab:focus-visible + .words { visibility: visible; }
  .tab[data-held] + .words { visibility: hidden; }
  @media (prefers-reduced-motion: reduce) { .tab { transition: none; } }
  @media (forced-colors: active) { .count { border: 1px solid CanvasText; } }
`

export const hintStyle = `${companionStyle}
  :host { inset: auto auto 16px 50px !important; }
  .hint {
    display: grid;
    gap: 8px;
    width: min(400px, calc(100vw - 66px));
    padding: 12px;
    border: 1px solid var(--rule);
    border-radius: 6px;
    background: var(--ground);
    box-shadow: 0 4px 16px light-dark(#1d1d1a33, #000000aa);
  }
  .title { font-weight: 600; }
  .link {
    width: 100%;
    padding: 4px 8px;
    border: 1px solid var(--rule);
    border-radius: 6px;
    background: var(--ground);
    color: inherit;
    font-size: 12px;
  }
  .deeds { display: flex; flex-wrap: wrap; gap: 8px; }
  .deeds button {
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--rule);
    border-radius: 6px;
    background: var(--ground);
  }
  .deeds button:hover { background: var(--ground-hover); }
  .deeds .main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; }
`
