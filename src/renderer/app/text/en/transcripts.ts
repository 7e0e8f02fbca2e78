/** Words of the interface: transcripts. */
export const transcripts = {};
