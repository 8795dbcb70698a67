// @ts-check
/**
 * The shapes that /api/evidence answers with, for `tsc --checkJs`. Nothing here runs.
 *
 * @typedef {object} Ticket an upload of the caller's that isn't done, or was kept within the last hour
 * @property {number} id
 * @property {string} name
 * @property {number} size bytes
 * @property {number} offset bytes that are there
 * @property {string} [part] SHA-256 of them, of one that is open
 * @property {'open' | 'received' | 'kept' | 'refused'} state
 * @property {string | null} waits why what was received isn't checked yet; null: its turn comes
 * @property {string | null} refused why
 * @property {number | null} evidence what it became
 * @property {number | null} target the item that it is for
 * @property {{id: number, short_name: string}} unit
 * @property {string} expires
 * @property {string} made
 *
 * @typedef {object} Tickets
 * @property {Ticket[]} rows
 * @property {number} most bytes a file
 * @property {string} kinds what may be sent, in words
 *
 * @typedef {object} Use where a piece of evidence is used
 * @property {number} link
 * @property {number | null} item null: one that the caller doesn't see
 * @property {string | null} workflow
 * @property {string | null} title
 * @property {string | null} state_label
 * @property {string | null} address its page
 * @property {string} by
 * @property {string} at
 * @property {boolean} may_end
 *
 * @typedef {object} PastUse
 * @property {number} link
 * @property {string | null} title
 * @property {string | null} address
 * @property {string} by
 * @property {string} at
 * @property {string} ended
 * @property {string} ended_by
 * @property {string} reason
 *
 * @typedef {object} Evidence
 * @property {number} id
 * @property {number} version
 * @property {string} name
 * @property {{id: number, short_name: string}} unit
 * @property {string} state
 * @property {string} state_label
 * @property {string} happened
 * @property {string} uploaded
 * @property {string} uploaded_by
 * @property {string | null} note
 * @property {boolean} restricted
 * @property {number} size bytes
 * @property {string} type
 * @property {string} sha256
 * @property {string} sm3
 * @property {string} received SHA-256 of what was sent
 * @property {boolean} stripped whether a picture's place and device were taken out
 * @property {number} previews
 * @property {Use[]} used
 * @property {PastUse[]} past
 * @property {string[] | null} purposes of restricted evidence: what it may be opened for, to choose from
 * @property {string | null} purpose what the caller has said today
 * @property {{name: string, purpose: string, at: string}[] | null} looks who opened it, the newest first; null: not to be seen
 * @property {import('../common/api.js').Verb[]} verbs
 * @property {import('../common/api.js').Event_[]} events
 *
 * @typedef {object} EvidenceRow as lists show it
 * @property {number} id
 * @property {string} name
 * @property {string} happened
 * @property {string} uploaded
 * @property {string} type
 * @property {number} previews
 * @property {boolean} restricted
 * @property {string[]} uses titles; empty: of something that the caller doesn't see
 *
 * @typedef {object} Library
 * @property {{id: number, short_name: string}} unit
 * @property {EvidenceRow[]} rows
 * @property {string | null} next
 * @property {boolean} may_add
 *
 * @typedef {Omit<EvidenceRow, 'uses'> & {link: number, by: string, at: string, may_end: boolean}} Attached evidence as it is linked to an item
 *
 * @typedef {object} AttachedList
 * @property {Attached[]} rows
 * @property {boolean} may_add
 * @property {number} unit where what is added will be
 */
export {};
