// @ts-check
/**
 * The shapes that survey answers with, for `tsc --checkJs`. Nothing here runs.
 *
 * @typedef {import('../common/api.js').Verb} Verb
 * @typedef {import('../common/api.js').Event_} Event_
 *
 * @typedef {object} Question
 * @property {number} number
 * @property {'scale' | 'single' | 'multiple' | 'matrix' | 'text'} kind
 * @property {string} text
 * @property {boolean} required
 * @property {string | null} [hint]
 * @property {string[]} [options]
 * @property {string[]} [rows]
 * @property {number | null} [most]
 * @property {number | null} [longest]
 * @property {string[]} [standards]
 *
 * @typedef {object} RoundRow
 * @property {number} id
 * @property {string} title
 * @property {string} state
 * @property {string} state_label
 * @property {{opens: string | null, closes: string | null, units: number, strata: string[], step: string}} line
 *
 * @typedef {object} Mark
 * @property {string} mark
 * @property {'card' | 'open' | 'addressed'} channel
 * @property {string} channel_label
 * @property {string} stratum
 * @property {string} stratum_label
 * @property {number | null} unit
 * @property {string | null} public_name
 * @property {string} address
 *
 * @typedef {object} Batch
 * @property {number} id
 * @property {string} mark
 * @property {string} stratum
 * @property {string} stratum_label
 * @property {number} count
 * @property {string} made
 * @property {string} made_by
 * @property {string} hands_out
 * @property {boolean} box
 * @property {string | null} voided
 * @property {string | null} reason
 *
 * @typedef {object} Round
 * @property {number} id
 * @property {number} version
 * @property {string} title
 * @property {string | null} period
 * @property {string} office
 * @property {string} state
 * @property {string} state_label
 * @property {string | null} opens
 * @property {string | null} closes
 * @property {string | null} closed when the last answer could count
 * @property {string | null} due
 * @property {string | null} publish_by
 * @property {string | null} publish_where
 * @property {string | null} hotline
 * @property {string | null} approved_by
 * @property {string | null} approved_on
 * @property {string | null} basis
 * @property {string | null} void_reason
 * @property {{code: string, label: string}[]} strata
 * @property {{id: number, public_name: string | null, short_name: string, kind_label: string, order: number}[]} units
 * @property {Record<string, Question[]>} questions
 * @property {Mark[]} marks
 * @property {Batch[]} batches
 * @property {{stratum: string, stratum_label: string, channel: string, channel_label: string, step: string}[]} counts
 * @property {Verb[]} verbs
 * @property {string[]} may what is open to the caller at its marks and batches: cards, mark, void_batch
 * @property {Event_[]} events
 * @property {{field: string, detail: string}[]} missing
 * @property {string[]} warnings
 */
export {};
