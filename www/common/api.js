// @ts-check
/**
 * The shapes that the programs answer with, for `tsc --checkJs`. Nothing here runs.
 * The programs' own description is /api/openapi.json.
 *
 * @typedef {object} Seat
 * @property {string} role
 * @property {string} label
 * @property {number} unit
 * @property {string} unit_name
 * @property {string | null} for in whose place (委托代办)
 *
 * @typedef {object} Me who is signed in
 * @property {number} account
 * @property {string} login
 * @property {string} name
 * @property {Seat[]} seats
 * @property {string[]} may sentences
 * @property {string[]} menu words of workflows
 * @property {'totp' | null} first what is to be done before anything else
 * @property {number} todo
 * @property {string} secrecy
 * @property {boolean} secure false over plain HTTP
 *
 * @typedef {object} Help
 * @property {string} secrecy
 * @property {string} admin
 * @property {string} phone
 * @property {string | null} provider how the provider of OpenID Connect is called; null: none is set
 *
 * @typedef {object} Deputy who acts for somebody
 * @property {number} delegation
 * @property {number} account
 * @property {string} name
 * @property {string} since
 * @property {string} until
 * @property {string} reason
 * @property {boolean} now
 *
 * @typedef {object} Held a role as administrators see it
 * @property {number} seat
 * @property {string} role
 * @property {string} label
 * @property {number} unit
 * @property {string} unit_name
 * @property {string} since
 * @property {string | null} until
 * @property {string} by
 * @property {string} granted
 * @property {string | null} basis
 * @property {string | null} ended_by
 * @property {boolean} over
 * @property {string[]} may what it allows, in sentences
 * @property {Deputy[]} deputies
 *
 * @typedef {object} AccountRow
 * @property {number} account
 * @property {string} login
 * @property {string} name
 * @property {string | null} disabled
 * @property {string | null} signed_in
 * @property {'password' | 'ldap' | 'oidc'} sign_in
 * @property {string | null} [subject] the entry's name or the provider's sub; in the account's own answer
 * @property {string | null} person_unit
 * @property {boolean} password
 * @property {string | null} code_until
 * @property {Held[]} seats
 *
 * @typedef {AccountRow & {made: string, made_by: string | null, second: {since: string, codes: number} | null, past: Held[],
 *   acts_for: {name: string, label: string, unit_name: string, since: string, until: string, reason: string}[],
 *   may: string[]}} Account
 *
 * @typedef {object} Choices what the pages of accounts offer
 * @property {{role: string, label: string, administers: boolean}[]} roles
 * @property {{post: string, label: string}[]} posts
 * @property {{id: number, short_name: string} | null} top
 *
 * @typedef {object} MySeat
 * @property {number} seat
 * @property {string} role
 * @property {string} label
 * @property {number} unit
 * @property {string} unit_name
 * @property {string} since
 * @property {string | null} until
 * @property {string} by
 * @property {string | null} basis
 * @property {string | null} for
 * @property {string[]} may
 * @property {boolean} delegates
 * @property {Deputy[] | null} deputies
 *
 * @typedef {object} Mine
 * @property {string} name
 * @property {string} login
 * @property {'password' | 'ldap' | 'oidc'} sign_in
 * @property {string | null} password_on
 * @property {{since: string, codes: number} | null} second
 * @property {boolean} second_needed
 * @property {'totp' | null} first
 * @property {MySeat[]} seats
 * @property {string[]} [recovery] codes that are shown once
 *
 * @typedef {object} AuditRow
 * @property {number} id
 * @property {string} at
 * @property {string | null} name
 * @property {string | null} login
 * @property {number | null} account
 * @property {string} action
 * @property {string} action_label
 * @property {string} subject
 * @property {string} subject_label
 * @property {string | null} detail
 * @property {boolean} sensitive
 * @property {boolean} linked
 *
 * @typedef {'ok' | 'soon' | 'late' | 'paused' | 'tentative'} Light
 *
 * @typedef {object} Todo
 * @property {number} item
 * @property {string} workflow
 * @property {string} title
 * @property {string | null} unit
 * @property {string | null} note
 * @property {string | null} due
 * @property {number | null} days
 * @property {Light} light
 * @property {string} light_text
 * @property {string} address
 * @property {string} act
 *
 * @typedef {object} Home
 * @property {string} today
 * @property {string} weekday
 * @property {number} count
 * @property {Todo[]} rows
 * @property {{item: number, title: string, unit: string | null, address: string}[]} drafts the newest 10
 * @property {number} draft_count
 * @property {{title: string, due: string, address: string} | null} next
 * @property {string | null} empty
 *
 * @typedef {object} Node a unit as lists show it
 * @property {number} id
 * @property {string} short_name
 * @property {string} full_name
 * @property {string | null} public_name
 * @property {string} kind
 * @property {string} kind_label
 * @property {string | null} [sector]
 * @property {number} order
 * @property {number} children
 * @property {number} members
 *
 * @typedef {{id: number, short_name: string}} Step a part of a unit's path
 *
 * @typedef {object} Tree
 * @property {Node} unit
 * @property {Step[]} path
 * @property {Node[]} children
 * @property {string | null} day as of which; null: now
 * @property {string} today
 *
 * @typedef {object} Found
 * @property {Node[]} rows
 * @property {{id: number, name: string, number: string | null, unit: number, unit_name: string}[]} members
 *
 * @typedef {object} Unit
 * @property {Node & {opened?: string | null, closed?: string | null}} unit
 * @property {string | null} day as of which; null: now
 * @property {string} today
 * @property {boolean} roster whether its kind has one
 * @property {{on: string, text: string, basis: string | null}[]} history
 * @property {import('../org/api.js').Change[]} pending
 * @property {string[]} may the changes that are open to the caller
 * @property {Step[]} path
 * @property {Node[]} children
 * @property {string[]} powers
 * @property {{full: number, probationary: number} | null} people null: no roster, or not to be seen
 * @property {{id: number, title: string, state: string, state_label: string}[]} rounds
 *
 * @typedef {object} Verb a button that the answer says is open to the caller
 * @property {string} verb
 * @property {string} label
 * @property {string | null} sure what is asked before it is done
 * @property {'none' | 'may' | 'must'} note
 * @property {boolean} primary
 *
 * @typedef {object} Event_ one line of an item's history
 * @property {string} what
 * @property {string | null} name null: the system
 * @property {string} at
 * @property {string | null} [note]
 *
 * @typedef {object} Figure one cell of a result
 * @property {'full' | 'band' | 'few' | 'guarded' | 'unknown' | 'none'} shown
 * @property {string} text a share, or the sentence that stands in its place
 * @property {number | null} rate
 * @property {number[] | null} shares per cent of the five answers
 * @property {string | null} step
 * @property {string | null} note
 *
 * @typedef {'units' | 'members' | 'posts'} SheetKind
 *
 * @typedef {object} ImportRow_ an import as lists show it
 * @property {number} id
 * @property {SheetKind} kind
 * @property {number} unit
 * @property {string} unit_name
 * @property {string} file_name
 * @property {'previewed' | 'applied' | 'undone'} state
 * @property {{create: number, change: number, same: number, bad: number}} counts
 * @property {string} made
 * @property {string | null} applied
 * @property {string | null} undone
 * @property {string | null} undo_until
 *
 * @typedef {object} SheetColumn
 * @property {number} column from 1
 * @property {string} letter
 * @property {string} head
 * @property {string | null} field
 * @property {boolean} [unread] a known heading that is never read: identity numbers
 * @property {string[]} samples
 *
 * @typedef {object} SheetLayout
 * @property {{name: string, hidden: boolean}[]} sheets
 * @property {number} sheet from 1
 * @property {number} header its row; 0: none was found
 * @property {number} rows of the header
 * @property {number} hidden rows that the file hides
 * @property {number} months days written as months
 * @property {string[]} missing required fields without a column
 * @property {{row: number, cells: string[]}[]} top the first rows
 * @property {SheetColumn[]} columns
 *
 * @typedef {ImportRow_ & {layout: SheetLayout, fields: string[], correctable: boolean, undoable: boolean}} Import
 *
 * @typedef {object} ImportLine a row of an import
 * @property {number} number
 * @property {string} sheet
 * @property {number} row
 * @property {string[]} cells by the order of the import's fields
 * @property {Record<string, string | null> | null} before
 * @property {{field: string, value: string | null, detail: string}[] | null} faults
 */
export {};
