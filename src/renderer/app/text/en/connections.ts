/** Words of the interface: connections. */
export const connections = {};
