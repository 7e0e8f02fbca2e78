/** Words of the interface: errors. */
export const errors = {};
