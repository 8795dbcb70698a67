// @ts-check
/**
 * What the verbs of campaigns, plans, coverage, review and exemplars answer, for `tsc --checkJs`. Nothing here runs.
 *
 * @typedef {object} CampaignFacts a campaign as pages name it
 * @property {number} id
 * @property {string} name
 * @property {string} begins
 * @property {string} ends
 * @property {boolean} runs
 * @property {number} catalogue
 * @property {string | null} mark of a version of the standards that nobody has confirmed
 *
 * @typedef {{number: number, name: string, begins: string, ends: string, now: boolean}} Phase
 *
 * @typedef {CampaignFacts & {catalogue_name: string, basis: string | null, made_by: string, over: boolean, phases: Phase[]}} Campaign
 *
 * @typedef {{id: number, name: string, closed: string | null}} Label
 *
 * @typedef {object} Campaigns
 * @property {Campaign[]} rows
 * @property {number | null} in_force
 * @property {Label[]} labels
 * @property {{version: number, name: string, mark: string | null}[]} catalogues
 * @property {boolean} may_edit
 *
 * @typedef {'overall' | 'near' | 'guidance'} PlanKind
 *
 * @typedef {object} PlanRow
 * @property {number} id
 * @property {string} title
 * @property {PlanKind} kind
 * @property {string} kind_label
 * @property {number} unit
 * @property {string} unit_name
 * @property {string} state
 * @property {string} state_label
 * @property {string | null} begins
 * @property {string | null} ends
 * @property {number | null} parent
 * @property {number} tasks
 * @property {string | null} for
 *
 * @typedef {{campaign: CampaignFacts | null, units: import('../common/api.js').Step[], rows: PlanRow[]}} Plans
 *
 * @typedef {object} TaskGoal a goal that serves a task
 * @property {number} id
 * @property {string} aim
 * @property {number} unit
 * @property {string} unit_name
 * @property {string} standard
 * @property {string | null} due_on
 * @property {string} state
 * @property {string} state_label
 *
 * @typedef {{id: number, number: number, text: string, goals: TaskGoal[]}} Task
 *
 * @typedef {object} Plan
 * @property {number} id
 * @property {number} version
 * @property {string} title
 * @property {PlanKind} kind
 * @property {string} kind_label
 * @property {CampaignFacts} campaign
 * @property {import('../common/api.js').Step} unit
 * @property {string} state
 * @property {string} state_label
 * @property {string | null} begins
 * @property {string | null} ends
 * @property {string} body
 * @property {string[]} kinds
 * @property {string[]} sectors
 * @property {string | null} for
 * @property {Task[]} tasks
 * @property {{id: number, title: string} | null} parent
 * @property {{id: number, title: string, state_label: string} | null} source
 * @property {{id: number, title: string, begins: string | null, ends: string | null, state: string, state_label: string}[]} near
 * @property {import('../common/api.js').Verb[]} verbs
 * @property {import('../common/api.js').Event_[]} events
 *
 * @typedef {object} PlanChoices
 * @property {import('../common/api.js').Step[]} units
 * @property {{kind: string, label: string}[]} kinds
 * @property {string[]} sectors
 * @property {{id: number, title: string, unit: number, campaign: number}[]} parents
 *
 * @typedef {object} HandedDown a plan beside a form
 * @property {number} id
 * @property {string} title
 * @property {PlanKind} kind
 * @property {string} kind_label
 * @property {string} unit_name
 * @property {string | null} begins
 * @property {string | null} ends
 * @property {string} body
 * @property {string | null} for
 * @property {{id: number, number: number, text: string}[]} tasks
 *
 * @typedef {object} Guidance
 * @property {CampaignFacts | null} campaign
 * @property {import('../common/api.js').Step} unit
 * @property {HandedDown[]} plans
 * @property {HandedDown[]} guidance
 * @property {{standard: string, met: boolean | null, text: string, address: string}[]} known
 *
 * @typedef {[number, number, number, number, number, number]} Counts units without a goal, with a draft, one that waits, a registered, a stale, a
 *   confirmed one
 *
 * @typedef {object} MatrixRow
 * @property {number} id
 * @property {string} short_name
 * @property {string} kind_label
 * @property {boolean} below whether there are units below it
 * @property {Record<string, Counts>} cells by standard
 *
 * @typedef {object} Matrix
 * @property {CampaignFacts | null} campaign
 * @property {number} silent_days
 * @property {{id: number, short_name: string, kind_label: string, own: Record<string, number> | null}} unit
 * @property {import('../common/api.js').Step[]} path
 * @property {{id: number, name: string}[]} campaigns
 * @property {{code: string, category: string, text: string}[]} standards
 * @property {MatrixRow[]} rows
 *
 * @typedef {object} CellUnit a unit behind a cell
 * @property {number} unit
 * @property {string} short_name
 * @property {number} stands
 * @property {boolean} may_write
 * @property {{id: number, aim: string, state: string, state_label: string, due_on: string | null}[]} goals
 *
 * @typedef {{standard: string, text: string, rows: CellUnit[]}} Cell
 *
 * @typedef {object} Waiting a goal that waits for the reviewer
 * @property {number} id
 * @property {number} version
 * @property {string} aim
 * @property {string} standard
 * @property {string} category
 * @property {string} standard_text
 * @property {number} unit
 * @property {string} unit_name
 * @property {string | null} other_name
 * @property {string | null} member whose own it is
 * @property {string} campaign_name
 * @property {string | null} responsible
 * @property {string | null} due_on
 * @property {string | null} measure
 * @property {string | null} measures
 * @property {string | null} serves
 * @property {string | null} task
 * @property {boolean} new_way
 * @property {string | null} claim
 * @property {string | null} present
 * @property {{id: number, campaign_name: string} | null} source
 * @property {{label: string, was: string | null, now: string | null}[]} changes
 * @property {{field: string, text: string}[]} hints
 * @property {{reason: string, by: string, at: string} | null} asked
 *
 * @typedef {'submitted' | 'claimed' | 'change_asked'} WaitingKind
 * @typedef {{what: WaitingKind, rows: Waiting[], next: string | null, counts: {what: WaitingKind, count: number}[]}} Review
 * @typedef {{done: number[], left: {goal: number, title: string | null, detail: string}[]}} Judged
 *
 * @typedef {object} Exemplar
 * @property {number} id
 * @property {string} standard
 * @property {string} category
 * @property {string} standard_text
 * @property {string} aim
 * @property {string} unit_name
 * @property {string} campaign_name
 * @property {string} state
 * @property {string} state_label
 * @property {'figure' | 'fact' | null} measure
 * @property {string | null} measure_text
 * @property {string | null} figure_unit
 * @property {string | null} baseline
 * @property {string | null} target
 * @property {string | null} present
 * @property {string | null} shown_by
 * @property {string | null} measures
 * @property {string | null} serves
 * @property {boolean} new_way
 *
 * @typedef {{rows: Exemplar[], next: number | null, categories: string[]}} Exemplars
 *
 * @typedef {object} PrintRow
 * @property {number} id
 * @property {string} standard
 * @property {string} standard_text
 * @property {string} category
 * @property {string} aim
 * @property {string | null} due_on
 * @property {string | null} measure
 * @property {string | null} measures
 * @property {string | null} responsible
 * @property {string | null} serves
 * @property {string | null} task
 * @property {string | null} partners
 * @property {boolean} new_way
 * @property {string | null} label
 * @property {string} state
 * @property {string} state_label
 * @property {string | null} registered_on
 * @property {string | null} confirmed_on
 *
 * @typedef {{campaign: CampaignFacts | null, today: string, catalogue_name: string | null, unit: {id: number, short_name: string, full_name: string},
 *   superior: string | null, rows: PrintRow[]}} PrintSheet
 */
export {};
