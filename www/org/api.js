// @ts-check
/**
 * The shapes that the verbs of the organisation's changes answer with, for `tsc --checkJs`. Nothing
 * here runs.
 *
 * @typedef {object} Change a change of the organisation
 * @property {number} id
 * @property {string} kind
 * @property {string} kind_label
 * @property {number | null} unit
 * @property {number | null} other
 * @property {string | null} unit_name
 * @property {string} text
 * @property {string} effective_on
 * @property {string} basis
 * @property {string} name who ordered it
 * @property {string} ordered
 * @property {string | null} applied
 * @property {string | null} withdrawn
 * @property {string | null} refused why it could not be done on its day
 * @property {'waiting' | 'refused' | 'done' | 'withdrawn'} state
 * @property {string} state_label
 * @property {string | null} ahead what must be finished before its day
 * @property {string[]} may withdraw, apply
 *
 * @typedef {object} UnitKind
 * @property {string} kind
 * @property {string} label
 * @property {number} order
 * @property {string[]} powers
 * @property {boolean} has_roster
 * @property {boolean} has_standards
 * @property {string[]} stands_under
 * @property {string} ordered_by
 * @property {string} ordered_by_label
 *
 * @typedef {object} UnitKinds
 * @property {boolean} may
 * @property {UnitKind[]} kinds
 * @property {{sector: string, order: number}[]} sectors
 */
export {};
