/**
 * Where the window stood. It is kept in a small file beside the database and not in it, because the window is opened before
 * the database is. The theme stands here too, so that the very first frame has the right background.
 */
import { z } from 'zod';
import { settingsSchema } from '../../shared/settings.ts';

/** In device independent pixels, on the desktop that all screens make up together. */
const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

const windowStateSchema = z.object({
  /** Of the first window. */
  bounds: rectangleSchema.nullable(),
  maximized: z.boolean(),
  /** Of the others that were open at the end of the app, by their ids. */
  others: z.record(z.string(), rectangleSchema).default({}),
  theme: settingsSchema.shape.theme,
});

export type Rectangle = z.infer<typeof rectangleSchema>;
export type WindowState = z.infer<typeof windowStateSchema>;

export const smallestWindow = { width: 720, height: 480 } as const;
const usualWindow = { width: 1280, height: 800 } as const;
/** A window for one tab that was taken out, and how far it opens from the one it was in. */
const besideWindow = { width: 960, height: 720, step: 32 } as const;
/** How much of the title bar must lie on a screen for a person to grab it, in pixels. */
const grabbable = { width: 120, height: 24 } as const;

export const initialWindowState: WindowState = {
  bounds: null,
  maximized: false,
  others: {},
  theme: 'system',
};

/** Reads what {@link formatWindowState} wrote. A file that makes no sense counts as none. */
export function parseWindowState(text: string): WindowState {
  try {
    return windowStateSchema.parse(JSON.parse(text));
  } catch {
    return initialWindowState;
  }
}

export function formatWindowState(state: WindowState): string {
  return `${JSON.stringify(state, null, 2)}\n`;
}

function canBeGrabbed(bounds: Rectangle, screen: Rectangle): boolean {
  const left = Math.max(bounds.x, screen.x);
  const right = Math.min(bounds.x + bounds.width, screen.x + screen.width);
  const titleBarOnScreen = bounds.y >= screen.y && bounds.y + grabbable.height <= screen.y + screen.height;
  return titleBarOnScreen && right - left >= grabbable.width;
}

/**
 * Where to open the window: where it stood if a screen is still there, never larger than that screen or smaller than the
 * interface allows. Without a position the system centres it. `screens` are work areas, the primary one first.
 */
export function placeWindow(
  saved: Rectangle | null,
  screens: readonly Rectangle[],
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  const home = saved === null ? undefined : screens.find((screen) => canBeGrabbed(saved, screen));
  const screen = home ?? screens[0] ?? { x: 0, y: 0, ...usualWindow };
  const wanted = saved ?? usualWindow;
  const size = {
    width: Math.max(smallestWindow.width, Math.min(wanted.width, screen.width)),
    height: Math.max(smallestWindow.height, Math.min(wanted.height, screen.height)),
  };
  return saved !== null && home !== undefined ? { x: saved.x, y: saved.y, ...size } : size;
}

/** Where a new window opens beside another one: smaller, and a step down and to the right, so that both can be seen. */
export function placeBeside({ x, y }: Rectangle): Rectangle {
  const { width, height, step } = besideWindow;
  return { x: x + step, y: y + step, width, height };
}
