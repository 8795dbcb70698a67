// @ts-check
/**
 * The shapes that org answers with about members, transfers, posts and terms, for `tsc --checkJs`. Nothing here runs.
 *
 * @typedef {object} MemberRow a line of a roster
 * @property {number} id
 * @property {string | null} number
 * @property {string} name
 * @property {string} state
 * @property {string} state_label
 * @property {string | null} duty
 * @property {string | null} joined
 * @property {string | null} full
 * @property {string | null} since
 * @property {string | null} ends the end of the probation
 * @property {Extension | null} extension of who is on probation
 *
 * @typedef {object} Roster
 * @property {{id: number, short_name: string, full_name: string, kind: string}} unit
 * @property {MemberRow[]} rows
 * @property {string} today
 * @property {boolean} may_change
 * @property {{id: number, short_name: string}[]} groups where its members may go within their branch
 * @property {boolean} identity whether members are found by their identity number
 * @property {{state: string, label: string, count: number}[]} counts
 *
 * @typedef {object} Person
 * @property {number} id
 * @property {number} version
 * @property {boolean} own
 * @property {string} name
 * @property {string | null} number
 * @property {string} state
 * @property {string} state_label
 * @property {string | null} duty
 * @property {string | null} joined
 * @property {string | null} full
 * @property {string | null} ends
 * @property {Extension | null} extension of who is on probation
 * @property {string | null} since
 * @property {string} today
 * @property {{id: number, short_name: string, full_name: string} | null} unit
 * @property {{post: string, label: string, title: string | null, unit: number | null, unit_name: string | null, since: string, until: string | null}[]} posts
 * @property {{what: string, on: string, unit: string | null, other: string | null, note: string | null, name: string, at: string}[]} events
 * @property {{id: number, from: string, to: string, state: string, state_label: string, opened: string}[]} transfers
 * @property {{name: string, role: string, purpose: string, at: string}[] | null} looks
 * @property {import('../../common/api.js').Verb[]} verbs
 * @property {{known: boolean, masked: string | null}} [identity] only where identity numbers are kept
 *
 * @typedef {object} Extension
 * @property {string | null} until the day to which it was prolonged
 * @property {string} ends when the probation would be over without
 * @property {string} least
 * @property {string} most
 *
 * @typedef {object} Transfer
 * @property {number} id
 * @property {number} version
 * @property {string} title
 * @property {string} state
 * @property {string} state_label
 * @property {{id: number | null, short_name: string}} from
 * @property {{id: number | null, short_name: string}} to
 * @property {string | null} reason
 * @property {string} opened
 * @property {string | null} due
 * @property {{id: number, name: string, state_label: string, joined: string | null, full: string | null} | null} person
 * @property {import('../../common/api.js').Verb[]} verbs
 * @property {import('../../common/api.js').Event_[]} events
 *
 * @typedef {object} Holder
 * @property {number} tenure
 * @property {string} post
 * @property {string} label
 * @property {boolean} elected
 * @property {number} person
 * @property {string | null} name
 * @property {string | null} title
 * @property {string} since
 * @property {string | null} trained
 *
 * @typedef {object} Posts
 * @property {boolean} seen
 * @property {number} unit
 * @property {string} kind
 * @property {boolean} has_terms
 * @property {number | null} years
 * @property {Holder[]} holders
 * @property {{post: string, label: string, missing: number, since: string | null, light: import('../../common/api.js').Light, light_text: string}[]} vacancies
 * @property {{id: number, begun: string, due: string, basis: string | null, light: import('../../common/api.js').Light, light_text: string, replies: {number: string, on: string, was: string, due: string, name: string}[]} | null} term
 * @property {{code: string, met: boolean | null, sentence: string} | null} standing
 * @property {Responsibility[]} responsible
 * @property {{post: string, label: string, elected: boolean, several: boolean}[]} posts
 * @property {string} today
 * @property {boolean} may_change
 *
 * @typedef {object} Responsibility
 * @property {string} duty
 * @property {string} label
 * @property {'person' | 'unit'} by
 * @property {boolean} several
 * @property {{id: number, name: string, unit: number | null, since: string}[]} holders
 *
 * @typedef {object} DueRow
 * @property {string} cursor
 * @property {number} unit
 * @property {string} unit_name
 * @property {string} kind_label
 * @property {string | null} day
 * @property {string | null} text
 * @property {{id: number, name: string} | null} person
 * @property {import('../../common/api.js').Light | null} light
 * @property {string | null} light_text
 */
export {};
