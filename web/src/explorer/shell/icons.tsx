/** Line drawings on a 24 × 24 field; they say nothing to screen readers, the button's name does. */
const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20",
  filter: "M4 6h16M7 12h10M10 18h4",
  undo: "M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "M16 5l4 4-4 4M20 9H10a6 6 0 0 0 0 12h3",
  share: "M9.5 14.5l5-5M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2",
  download: "M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  map: "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  graph: "M6 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM10 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.4 6.4l7.2 1.2M7 8.3l2.2 7.3M16.4 10l-4.8 6",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  auto: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 3.5v17M12 7h4.5M12 12h8M12 17h4.5",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5h.01",
  expand: "M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM14 10l5-5M15 5h4v4M10 14l-5 5M9 19H5v-4M10 10L5 5M5 9V5h4M14 14l5 5M19 15v4h-4",
  hide: "M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9 6.5 9 6.5a15 15 0 0 1-2.6 3.5M6.3 7.7C4.1 9.3 3 12 3 12s3 6.5 9 6.5a8.7 8.7 0 0 0 4-1M10 10.3a2.5 2.5 0 0 0 3.6 3.5",
  show: "M3 12s3-6.5 9-6.5 9 6.5 9 6.5-3 6.5-9 6.5S3 12 3 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  focus: "M4 8.5V4h4.5M15.5 4H20v4.5M20 15.5V20h-4.5M8.5 20H4v-4.5M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  path: "M6 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 18H14a3.5 3.5 0 0 0 0-7h-4a3.5 3.5 0 0 1 0-7h5.5",
  document: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
  edit: "M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  back: "M11 5l-7 7 7 7M4 12h16",
  both: "M7 7l-5 5 5 5M17 7l5 5-5 5M2 12h20",
  arrowUp: "M5 11l7-7 7 7M12 4v16",
  arrowDown: "M5 13l7 7 7-7M12 20V4",
  arrowBoth: "M7 7l5-5 5 5M7 17l5 5 5-5M12 2v20",
  forward: "M13 5l7 7-7 7M20 12H4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  down: "M6 9l6 6 6-6",
  right: "M9 6l6 6-6 6",
  up: "M6 15l6-6 6 6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  swap: "M7 4v15M3.5 15.5L7 19l3.5-3.5M17 20V5M13.5 8.5L17 5l3.5 3.5",
  play: "M7 5l12 7-12 7z",
  stop: "M7 7h10v10H7z",
  pin: "M12 21v-6M8 4h8l-1 6 3 3v2H6v-2l3-3z",
  language: "M4 6h9M8.5 4v2M11.5 6c-.8 4-3.5 7-7 8.5M6 9c1 2.5 3.5 4.8 6 5.5M13 20l4-10 4 10M14.3 17h5.4",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
