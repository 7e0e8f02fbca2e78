/** Bounds of the workspace that the page needs at run time too, and so without the validator. */

/** Most lanes of one conversation. */
export const maxLanes = 8;

/** Most prompts that wait in one conversation. */
export const maxQueued = 50;

/** Most stages of a pipeline, steps of a stage, steps in all, and parts of a split text. */
export const pipelineLimits = { stages: 20, stepsOfStage: 8, steps: 50, parts: 50 } as const;

/** Names that `{{step.name}}` refers to. */
export const stepNamePattern = /^\p{L}[\p{L}\p{N} _-]{0,59}$/u;

/** Names that `{{name}}` refers to. */
export const variableNamePattern = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
