/** Words of the interface: library. */
export const library = {};
