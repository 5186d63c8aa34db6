export { default, type CachingDashboardProps } from "./CachingDashboard";
export type { Access } from "./wire/client";
export type * from "./wire/types";
export type { Configuration } from "./wire/configuration";
