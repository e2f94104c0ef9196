/** One seed for all properties, so that a run can be had again; FC_SEED gives another. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261121) });
