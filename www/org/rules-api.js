// @ts-check
/**
 * The shapes that org answers with for rules and standards, for `tsc --checkJs`. Nothing here runs.
 *
 * @typedef {object} RuleRow one dated row of a rule
 * @property {number} id
 * @property {number} value
 * @property {string} text the value as people read it
 * @property {string} from the day that it holds from
 * @property {string} basis
 * @property {string} editor
 * @property {string} edited
 * @property {'coming' | 'in_force' | 'past' | 'withdrawn'} state
 * @property {{name: string, at: string, reason: string} | null} withdrawn
 *
 * @typedef {object} Rule
 * @property {string} name
 * @property {string} label
 * @property {string} heading
 * @property {string} measure
 * @property {number} least
 * @property {number} most
 * @property {boolean} whole
 * @property {string[]} choices what its values from least on are called; empty: figures
 * @property {boolean} asks_who whether it must be said who decided
 * @property {number} version
 * @property {RuleRow[]} history newest day first
 *
 * @typedef {{today: string, may_edit: boolean, rows: Rule[]}} Rules
 *
 * @typedef {object} StandardFacts what of a standard may differ between versions
 * @property {string} category
 * @property {string} text
 * @property {string} clause
 * @property {string} seen_by
 * @property {string | null} gap
 * @property {string[]} kinds the kinds of units that it is for; empty: all
 * @property {string[]} sectors the same of sectors
 *
 * @typedef {StandardFacts & {code: string, for: 'branch' | 'member'}} PastStandard
 * @typedef {PastStandard & {change: 'new' | 'changed' | null, was: StandardFacts | null}} Standard
 *
 * @typedef {object} Catalogue
 * @property {{version: number, name: string, campaign: string | null, basis: string | null, confirmed: string | null, confirmed_by: string | null, mark: string | null}} catalogue
 * @property {{version: number, name: string, campaign: string | null, confirmed: string | null, in_force: boolean}[]} versions newest first
 * @property {{id: number, short_name: string} | null} unit whose standards alone these are
 * @property {Standard[]} rows
 * @property {{gone: PastStandard[], edits: {code: string, name: string, at: string, reason: string}[]}} past
 * @property {boolean} may_edit
 * @property {boolean} may_confirm
 * @property {boolean} may_copy
 * @property {{kind: string, label: string}[]} kinds
 * @property {string[]} sectors
 */

export {};
