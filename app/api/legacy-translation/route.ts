import { z } from "zod";
import { legacyTranslationSchema } from "@/lib/api/legacy-contract";
import { toLegacyTranslation } from "@/lib/api/legacy-dto";
import { route } from "@/lib/api/route";
import { theSyncedHub } from "@/lib/snapshot/instance";

export const GET = route(
  { query: z.strictObject({}), response: legacyTranslationSchema },
  async () => {
    const hub = await theSyncedHub();
    return toLegacyTranslation(hub.meshReading());
  },
);
