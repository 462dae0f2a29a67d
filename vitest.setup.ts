import { configureGlobal } from "fast-check";

/**
 * Laws are tried on the same random meshes in every run, so that a red run means a change. To search further:
 * `FC_SEED=$RANDOM npm run test:unit`.
 */
configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_122) });
