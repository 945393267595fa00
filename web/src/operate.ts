import "@fontsource/cormorant-garamond/latin-600.css";
import "@fontsource/source-sans-3/latin-400.css";
import "@fontsource/source-sans-3/latin-600.css";
import "./style.css";
import { mount } from "svelte";
import Operate from "./Operate.svelte";

const target = document.getElementById("app");
if (target) mount(Operate, { target });
