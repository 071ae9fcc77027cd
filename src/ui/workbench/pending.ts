/** Where the search dialog leaves a pasted log for the home page; it is removed as soon as it is read. */
export const PENDING = 'sotsu:pending';
