// @ts-check
/**
 * What the verbs of goals answer, for `tsc --checkJs`. Nothing here runs.
 *
 * @typedef {{field: string, detail: string}} Lack
 *
 * @typedef {object} Facts what a goal says; ids are numbers, figures are text
 * @property {string} standard
 * @property {string} aim
 * @property {string | null} due_on
 * @property {number | null} responsible
 * @property {'figure' | 'fact' | null} measure
 * @property {string | null} baseline
 * @property {string | null} target
 * @property {string | null} figure_unit
 * @property {string | null} shown_by
 * @property {string | null} measures
 * @property {string | null} serves
 * @property {number | null} task
 * @property {string | null} evidence_wanted
 * @property {number | null} other
 * @property {string | null} partners
 * @property {number | null} label
 * @property {boolean} new_way
 * @property {string | null} pledge
 *
 * @typedef {object} Head
 * @property {number} id
 * @property {number} version
 * @property {'goal' | 'member_goal'} workflow
 * @property {string} title
 * @property {string} state
 * @property {string} state_label
 * @property {string | null} responsible_name
 * @property {string | null} other_name
 * @property {string | null} present
 * @property {boolean} shared
 * @property {{id: number, aim: string, what: 'last' | 'exemplar', unit_name: string} | null} source
 * @property {Lack[]} lacks
 * @property {{field: string, text: string}[]} hints
 * @property {string[]} may
 *
 * @typedef {Facts & Head} GoalRow a goal as a line of a sheet or a list
 *
 * @typedef {{code: string, category: string, text: string, clause: string, gap: string | null}} Standard
 *
 * @typedef {object} Template
 * @property {string} code
 * @property {string} standard
 * @property {string} aim
 * @property {'figure' | 'fact'} measure
 * @property {string | null} figure_unit
 * @property {string | null} shown_by
 * @property {string | null} measures
 * @property {string | null} serves
 *
 * @typedef {object} Goals
 * @property {{id: number, name: string, begins: string, ends: string, runs: boolean} | null} campaign
 * @property {{id: number, name: string}[]} campaigns
 * @property {{id: number, short_name: string} | null} unit
 * @property {{id: number, name: string, own: boolean} | null} member
 * @property {{unit: number, name: string, member: number | null}[]} places
 * @property {Standard[]} standards
 * @property {GoalRow[]} rows
 * @property {{id: number, name: string, writes: boolean, states: string[]}[]} members
 * @property {boolean} may_write
 * @property {{name: string, rows: {id: number, standard: string, aim: string, gone: boolean}[]} | null} last
 * @property {Template[]} templates
 * @property {{id: number, text: string, plan: string}[]} tasks
 * @property {{id: number, name: string}[]} labels
 * @property {string} secrecy
 * @property {string} today
 *
 * @typedef {{id: number, name: string, unit_name: string, duty: string | null}} Person
 *
 * @typedef {object} Change
 * @property {number} id
 * @property {string} reason
 * @property {string} asked_by
 * @property {string} asked
 * @property {boolean | null} granted
 * @property {string | null} decided_by
 * @property {string | null} decided
 * @property {string | null} note
 * @property {{field: string, was: string | null, is: string | null}[]} fields
 *
 * @typedef {object} Whole what a goal's page shows beside its line
 * @property {{id: number, short_name: string}} unit
 * @property {{id: number, name: string} | null} subject
 * @property {{id: number, name: string, begins: string, ends: string}} campaign
 * @property {{code: string, category: string, text: string, clause: string}} standard_text
 * @property {string | null} task_text
 * @property {string | null} label_name
 * @property {string | null} due
 * @property {string | null} claim
 * @property {string | null} registered_on
 * @property {string | null} confirmed_on
 * @property {{id: number, happened_on: string, text: string, present: string | null, name: string | null, at: string}[]} progress
 * @property {Change[]} changes
 * @property {{standard: string, met: boolean | null, text: string, address: string} | null} known
 * @property {import('../common/api.js').Verb[]} verbs
 * @property {import('../common/api.js').Event_[]} events
 * @property {string} secrecy
 * @property {string} today
 *
 * @typedef {GoalRow & Whole} Goal
 */
export {};
