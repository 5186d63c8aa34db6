import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import CachingDashboard from "../CachingDashboard";
import "./page.css";

const place = document.getElementById("dashboard");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <CachingDashboard routing="hash" />
    </StrictMode>,
  );
}
