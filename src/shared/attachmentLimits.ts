/** How much may go with one prompt. Without a schema, so that the renderer can tell a person before it asks main. */

/** Largest file that is taken, in bytes. */
export const maxAttachmentBytes = 32 * 1024 * 1024;
/** Most files that go with one prompt. */
export const maxAttachments = 20;
