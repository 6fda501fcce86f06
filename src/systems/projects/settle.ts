/** The first look at processes and folders leaves the start so much ahead: people wait for the page, nobody for the look. */
export const settleMilliseconds = 250
