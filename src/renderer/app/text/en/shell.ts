/** Words of the interface: shell. */
export const shell = {};
