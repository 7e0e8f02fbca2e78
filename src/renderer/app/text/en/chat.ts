/** Words of the interface: chat. */
export const chat = {};
