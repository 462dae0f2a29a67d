"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "@/lib/query/query-client";
import {
  type Preferences,
  PreferencesProvider,
  type SavePreferences,
} from "./preferences";

/** Everything the client components of a page expect around them. */
export function Providers({
  preferences,
  save,
  nonce,
  children,
}: {
  preferences: Preferences;
  save: SavePreferences;
  nonce: string | undefined;
  children: ReactNode;
}) {
  const [queryClient] = useState(createQueryClient);
  return (
    <CSPProvider {...(nonce === undefined ? {} : { nonce })}>
      <NuqsAdapter>
        <QueryClientProvider client={queryClient}>
          <PreferencesProvider initial={preferences} save={save}>
            <Tooltip.Provider delay={250}>{children}</Tooltip.Provider>
          </PreferencesProvider>
        </QueryClientProvider>
      </NuqsAdapter>
    </CSPProvider>
  );
}
