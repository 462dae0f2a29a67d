import type { PaletteWords } from "@/lib/words/en/palette";

export const paletteWords: PaletteWords = {
  open: "前往…",
  title: "命令面板",
  search: "服务、命名空间、页面、筛选…",
  kinds: {
    service: "服务",
    namespace: "命名空间",
    page: "页面",
    filter: "筛选",
    sort: "排序",
    view: "视图",
    window: "时间",
    theme: "主题",
    language: "语言",
  },
  pages: { matrix: "矩阵", overview: "概览", findings: "发现" },
  results: (count) => `${count} 个结果`,
  firstResults: (count, total) => `${total} 个中的 ${count} 个，输入以查找其余`,
  empty: "没有这个名称。",
  keys: { choose: "选择", go: "前往", close: "关闭" },
  hideSystem: "隐藏系统命名空间",
  showSystem: "显示系统命名空间",
};
