import type { RuleTester } from 'oxlint/plugins-dev';

/** A lint rule as oxlint takes it (the shape of ESLint's). */
export type Rule = Extract<Parameters<RuleTester['run']>[1], { readonly create: unknown }>;

/** What a rule gets for a file. */
export type RuleContext = Parameters<NonNullable<Rule['create']>>[0];

/** What a rule gives back: a function for each kind of node it looks at. */
export type Visitor = ReturnType<NonNullable<Rule['create']>>;

/** The node that a visitor's function for `Kind` receives. */
export type NodeOf<Kind extends keyof Visitor> = Parameters<NonNullable<Visitor[Kind]>>[0];
