import type { Action } from "@/lib/api/contract";
import type { Label } from "@/lib/words/sentence";

export const actionWords: Readonly<Record<Action, Label>> = {
  lock: {
    label: "锁定",
    sentence: "只接受双向 TLS（STRICT），明文调用方会被拒绝。",
  },
  unlock: {
    label: "解锁",
    sentence:
      "重新接受明文。Lockstep 自己的锁定会原样撤回；其他的则以 PERMISSIVE 放开。",
  },
  "require-mutual-tls": {
    label: "启用双向 TLS",
    sentence: "让有代理的客户端发送双向 TLS（ISTIO_MUTUAL）。",
  },
  "undo-mutual-tls": {
    label: "撤销双向 TLS",
    sentence: "原样恢复之前的 DestinationRule。",
  },
};
