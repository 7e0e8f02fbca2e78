/** The only place that pages load from. A scheme of our own, so that nothing of `file:` or the web is ever same-origin. */
export const appScheme = 'app';
export const appHost = 'main';
/** As `WebFrameMain.origin` and the CSP's `'self'` see it. */
export const appOrigin = `${appScheme}://${appHost}`;
/** Where artifacts will be shown: an opaque, sandboxed frame under a policy of its own. */
export const artifactScheme = 'artifact';
