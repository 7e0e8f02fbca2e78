/** Words of the interface: settings. */
export const settings = {};
