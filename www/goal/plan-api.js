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
 */
export {};
