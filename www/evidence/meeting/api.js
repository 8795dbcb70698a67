// @ts-check
/**
 * The shapes that evidence answers with about meeting records, for `tsc --checkJs`. Nothing here runs.
 *
 * @typedef {object} HeldKind a kind of meeting as a unit holds it
 * @property {string} kind
 * @property {string} label
 * @property {number | null} months one in so many months
 * @property {'ok' | 'soon' | null} light
 * @property {string} light_text
 *
 * @typedef {HeldKind & {held: {id: number, day: string}[]}} CalendarRow
 *
 * @typedef {object} Calendar
 * @property {{id: number, short_name: string, kind: string}} unit
 * @property {number} year
 * @property {string} today
 * @property {CalendarRow[]} kinds
 * @property {boolean} may_record
 *
 * @typedef {{id: number, short_name: string, kinds: HeldKind[]}} Follow a unit whose meetings are followed
 * @typedef {{own: Follow[], below: (Follow & {superior: string})[]}} Calendars
 *
 * @typedef {{id: number, name: string, group: string | null}} Tick a name to tick
 *
 * @typedef {object} Meeting
 * @property {number} id
 * @property {number} version
 * @property {string} state
 * @property {string} state_label
 * @property {string} title
 * @property {string} kind
 * @property {string} kind_label
 * @property {string} held
 * @property {{id: number, short_name: string}} unit
 * @property {number | null} host
 * @property {string} host_name
 * @property {boolean} closed what was said stays inside the unit: topics, resolutions and names are null
 * @property {boolean} takes_files
 * @property {string | null} topics
 * @property {string | null} resolutions
 * @property {string | null} others
 * @property {{person: number, name: string, came: boolean, reason: string | null}[] | null} attendance
 * @property {import('../../common/api.js').Verb[]} verbs
 * @property {import('../../common/api.js').Event_[]} events
 */
export {};
