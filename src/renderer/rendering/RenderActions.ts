import { createContext, use } from 'react';

/** What rendered text may ask for. Given by the feature that shows it, so that rendering knows nothing of main. */
export interface RenderActions {
  /** A person chose a link. `text` is what the link said, so that main can flag one that pretends to lead elsewhere. */
  readonly openLink: (url: string, text: string) => void;
  /** Puts text on the clipboard. */
  readonly copy: (text: string) => Promise<void>;
}

const nothing: RenderActions = {
  openLink: () => undefined,
  copy: () => Promise.resolve(),
};

export const RenderActionsContext = createContext<RenderActions>(nothing);

/** The actions of the surrounding feature. */
export function useRenderActions(): RenderActions {
  return use(RenderActionsContext);
}
