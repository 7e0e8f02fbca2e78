/** Words of the interface: rendering. */
export const rendering = {};
