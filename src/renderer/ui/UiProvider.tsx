/**
 * What the primitives need around them: no `<style>` elements (the content security policy refuses them; their few rules
 * stand in our style sheets), shared tooltip timing, and the live region.
 */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import { LiveRegionProvider } from './LiveRegion.tsx';

export function UiProvider({ children }: { readonly children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500} closeDelay={0}>
        <LiveRegionProvider>{children}</LiveRegionProvider>
      </Tooltip.Provider>
    </CSPProvider>
  );
}
