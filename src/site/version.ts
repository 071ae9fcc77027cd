import { CONTENT } from '../knowledge/load-files.ts';
import { rulesMonth, siteVersion } from '../knowledge/rules-version.ts';

/** The version of the site, and the month of the newest source of its rules, worked out once for the whole build. */
export const VERSION = siteVersion(CONTENT);
export const RULES_MONTH = rulesMonth(CONTENT);
