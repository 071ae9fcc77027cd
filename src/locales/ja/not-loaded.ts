/** What is said when a part of the site, loaded when it is needed, does not come. */
export const NOT_LOADED = '読み込めませんでした。通信を確認してから、ページを開き直してください。';
