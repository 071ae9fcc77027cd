/** What the footer says once the site is kept for use without a network. */
export const OFFLINE = 'オフラインでも使えます';
