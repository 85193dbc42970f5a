"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const report = d3.select("#report");
const many = data.runs.length > 1;

/* Lanewise is first, the others in the order of the data. */
const arms = [...new Set(["lanewise", ...data.rows.map(r => r.arm)])];
const color = arm => `var(--arm${arms.indexOf(arm) % 8})`;
const symbols = {gemm: d3.symbolCircle, step: d3.symbolSquare, elementwise: d3.symbolTriangle};
const two = d3.format(".2f"), percent = d3.format(".0%");
const amount = v => v >= 100 ? d3.format(".0f")(v) : d3.format(".3~r")(v);

document.title = `Lanewise: ${data.title}`;
report.append("h1").text(`Lanewise: ${data.title}`);
cards();
if (many) changes();
data.runs.forEach((run, i) => {
  roofs(run, i);
  curves(run, i);
  peers(run, i);
});
figures();
report.append("footer").text("Medians of all samples of all JVMs. Made by Lanewise's workbench; drawn with D3 (ISC licence).");

function heading(text, run) {
  report.append("h2").text(many && run !== undefined ? `${text}: ${data.runs[run].name}` : text);
}

function size(bytes) {
  const units = ["B", "KiB", "MiB", "GiB"];
  const unit = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${+(bytes / 1024 ** unit).toFixed(1)} ${units[unit]}`;
}

function facts(card) {
  const m = card.machine;
  return {
    "CPU": m.cpu.model,
    "Processors": `${m.cpu.logicalProcessors} logical`,
    "Vectors": m.cpu.vectorFlags.join(" "),
    "Caches": m.cpu.caches.map(c => `L${c.level} ${size(c.bytes)}${c.sharedBy > 1 ? ` shared by ${c.sharedBy}` : ""}`).join(", "),
    "Memory": `${size(m.cpu.memoryBytes)}; huge pages: ${m.cpu.transparentHugePages || "unknown"}`,
    "System": m.os,
    "JVM": m.jvm.version,
    "Library": m.library,
    "Engine": `${m.engine.name}, ${m.engine.bits} bits: ${m.engine.reason}`,
    "JVM flags": m.jvm.flags.map(f => `${f.name} ${f.value}${f.good ? "" : " (look)"}`).join("; "),
    "Settings": card.settings,
    "Date": m.date
  };
}

function cards() {
  const box = report.append("div").attr("class", "cards");
  const all = data.runs.map(run => run.card ? facts(run.card) : null);
  data.runs.forEach((run, i) => {
    const card = box.append("div").attr("class", "card");
    if (many) card.append("h3").text(run.name);
    if (!all[i]) {
      card.append("p").text("There is no file with the machine beside the JSON.");
      return;
    }
    const list = card.append("dl");
    for (const [name, value] of Object.entries(all[i])) {
      const differs = many && all[1 - i] && all[1 - i][name] !== value;
      list.append("dt").text(name);
      list.append("dd").attr("class", differs ? "differs" : null).text(value);
    }
    measured(many ? card : box.append("div").attr("class", "card"), run.card.machine);
  });
}

function measured(card, m) {
  if (!m.fma.length) return;
  const threads = m.fma[0].threads;
  const rows = [
    ...m.fma.map(p => [`multiply-adds, ${p.bits} bits`, `${amount(p.oneThread)}`, `${amount(p.allThreads)}`, "GFLOP/s", ""]),
    ...m.memory.map(l => [`loads, ${l.name} (${size(l.bytes)})`, amount(l.oneThread), amount(l.allThreads), "GB/s", `${amount(l.latency)} ns`])
  ];
  const wrap = card.append("div").attr("class", "scroll");
  plainTable(wrap, ["measured", "1 thread", `${threads} threads`, "", "latency"], rows);
  if (m.parallel) {
    card.append("p").text(`A call on ${m.parallel.threads} threads costs ${amount(m.parallel.backToBack)} µs more than its share of the work, ${amount(m.parallel.afterPause)} µs if the workers sleep.`);
  }
}

function plainTable(parent, header, rows) {
  const table = parent.append("table");
  table.append("thead").append("tr").selectAll("th").data(header).join("th").attr("class", (_, i) => i ? null : "text").text(h => h);
  table.append("tbody").selectAll("tr").data(rows).join("tr").selectAll("td").data(r => r).join("td")
      .attr("class", (_, i) => i ? null : "text").text(v => v);
}

function legend(parent, names, shapes) {
  const box = parent.append("div").attr("class", "legend");
  names.forEach(arm => {
    const item = box.append("span");
    item.append("i").style("background", color(arm));
    item.append("b").text(arm);
  });
  shapes.forEach(suite => {
    const item = box.append("span");
    item.append("svg").attr("viewBox", "-7 -7 14 14").style("width", "14px")
        .append("path").attr("d", d3.symbol(symbols[suite], 60)()).attr("fill", "var(--soft)");
    item.append("span").text(suite);
  });
}

function roofs(run, i) {
  const machine = run.card && run.card.machine;
  if (!machine || !machine.fma.length || !machine.memory.length) return;
  heading("Roofline", i);
  report.append("p").text("Each kernel by its work for each byte that has to be moved at least. The sloping lines are the measured bandwidth of the caches and of memory, the level one the measured peak of multiply-adds. A function such as exp counts as one operation.");
  const rows = data.rows.filter(r => r.run === i);
  legend(report, arms.filter(a => rows.some(r => r.arm === a)), Object.keys(symbols).filter(s => rows.some(r => r.suite === s)));
  const box = report.append("div").attr("class", "figures wide");
  for (const [threads, of] of d3.sort(d3.group(rows, r => r.threads), d => d[0])) {
    if (threads !== 1 && threads !== machine.fma[0].threads) continue;
    const f = box.append("figure");
    f.append("h3").text(threads === 1 ? "1 thread" : `${threads} threads`);
    f.append(() => Charts.roofline(of, machine, threads, color, s => symbols[s]));
  }
}

function peakOf(run, threads) {
  const fma = run.card ? run.card.machine.fma : [];
  return d3.max(fma, p => threads === 1 ? p.oneThread : p.threads === threads ? p.allThreads : undefined);
}

function curves(run, i) {
  const squares = data.rows.filter(r => r.run === i && r.square > 0);
  const plots = [];
  for (const [threads, of] of d3.sort(d3.group(squares, r => r.threads), d => d[0])) {
    for (const [kind, rows] of d3.group(of, r => r.name.slice(0, 2))) {
      if (new Set(rows.map(r => r.square)).size > 1) plots.push({threads, kind, rows});
    }
  }
  if (!plots.length) return;
  heading("Products over size", i);
  report.append("p").text("Squares. NN is A·B, TN is Aᵀ·B, NT is A·Bᵀ. Bars hold four fifths of the samples.");
  legend(report, arms.filter(a => squares.some(r => r.arm === a)), []);
  const box = report.append("div").attr("class", "figures");
  for (const p of plots) {
    const f = box.append("figure");
    f.append("h3").text(`${p.kind}, ${p.threads === 1 ? "1 thread" : p.threads + " threads"}`);
    f.append(() => Charts.overSize(p.rows, peakOf(run, p.threads), color));
  }
}

function peers(run, i) {
  const of = data.ratios.filter(r => r.run === i);
  if (!of.length) return;
  heading("Lanewise ÷ peer", i);
  report.append("p").text("How many times the speed of the peer. Right of 1 Lanewise is ahead, left of 1 the peer is.");
  const box = report.append("div").attr("class", "figures wide");
  for (const [key, rows] of d3.group(of, r => `${r.suite} beside ${r.peer}, ${r.threads === 1 ? "1 thread" : r.threads + " threads"}`)) {
    const f = box.append("figure");
    f.append("h3").text(`${key}: geometric mean ${two(Math.exp(d3.mean(rows, r => Math.log(r.ratio))))}`);
    f.append(() => Charts.ratios(d3.sort(rows, r => -r.ratio), r => r.ratio >= 1 ? color("lanewise") : color(r.peer)));
  }
}

function changes() {
  report.append("h2").text(`What changed from ${data.runs[0].name} to ${data.runs[1].name}`);
  const counts = d3.rollup(data.changes, v => v.length, c => c.verdict);
  report.append("p").text(
      ["faster", "slower", "same", "unclear"].map(v => `${counts.get(v) || 0} ${v}`).join(", ") +
      ". Marked is what 99 % intervals and a change of 2 % at least (10 % if a run had one JVM a case) show; unclear is what neither changed surely nor stayed surely.");
  const marked = data.changes.filter(c => c.verdict === "faster" || c.verdict === "slower");
  const tints = {faster: "var(--good)", slower: "var(--bad)"};
  if (marked.length) {
    const f = report.append("figure");
    f.append("h3").text("Changed: second run ÷ first run");
    const named = marked.map(c => ({...c, name: `${c.arm} ${c.name}${c.threads > 1 ? ", threads: " + c.threads : ""}`}));
    f.append(() => Charts.ratios(d3.sort(named, c => -c.ratio), c => tints[c.verdict]));
  }
  table(data.changes, [
    {name: "suite", text: true, value: c => c.suite},
    {name: "case", text: true, value: c => c.name},
    {name: "arm", text: true, value: c => c.arm},
    {name: "threads", value: c => c.threads},
    {name: data.runs[0].name, value: c => c.first, show: amount},
    {name: data.runs[1].name, value: c => c.second, show: amount},
    {name: "unit", text: true, value: c => c.unit},
    {name: "ratio", value: c => c.ratio, show: two},
    {name: "99 % interval", value: c => c.high - c.low, show: (v, c) => `${two(c.low)} to ${two(c.high)}`},
    {name: "verdict", text: true, value: c => c.verdict, mark: c => c.verdict}
  ]);
}

function figures() {
  heading("All figures");
  const ours = new Map(data.rows.filter(r => r.arm === "lanewise").map(r => [`${r.run} ${r.name} ${r.threads}`, r.median]));
  const beside = r => r.arm === "lanewise" ? null : ours.has(`${r.run} ${r.name} ${r.threads}`) ? ours.get(`${r.run} ${r.name} ${r.threads}`) / r.median : null;
  table(data.rows, [
    ...(many ? [{name: "run", text: true, value: r => data.runs[r.run].name}] : []),
    {name: "suite", text: true, value: r => r.suite},
    {name: "case", text: true, value: r => r.name},
    {name: "arm", text: true, value: r => r.arm},
    {name: "threads", value: r => r.threads},
    {name: "median", value: r => r.median, show: amount},
    {name: "unit", text: true, value: r => r.unit},
    {name: "four fifths of samples", value: r => r.high - r.low, show: (v, r) => `${amount(r.low)} to ${amount(r.high)}`},
    {name: "JVMs × samples", value: r => r.samples, show: (v, r) => `${r.forks} × ${r.samples / r.forks}`},
    {name: "share of peak", value: r => r.share ?? null, show: percent},
    {name: "lanewise ÷ arm", value: beside, show: two, mark: r => beside(r) === null ? null : beside(r) < 1 ? "bad" : "good"}
  ]);
}

/* A table that a click on a header sorts, and that a word filters. */
function table(rows, columns) {
  const filter = report.append("input").attr("type", "search").attr("placeholder", "filter").attr("aria-label", "filter");
  const element = report.append("div").attr("class", "scroll").append("table");
  const head = element.append("thead").append("tr").selectAll("th").data(columns).join("th")
      .attr("class", c => c.text ? "text" : null);
  head.append("button").text(c => c.name);
  const body = element.append("tbody");
  const line = body.selectAll("tr").data(rows).join("tr");
  line.selectAll("td").data(r => columns.map(c => ({c, r, v: c.value(r)}))).join("td")
      .attr("class", d => [d.c.text ? "text" : "", d.c.mark ? d.c.mark(d.r) || "" : ""].join(" ").trim() || null)
      .text(d => d.v === null || d.v === undefined ? "" : d.c.show ? d.c.show(d.v, d.r) : d.v);
  head.select("button").on("click", function (event, c) {
    const cell = d3.select(this.parentNode);
    const ascending = cell.attr("aria-sort") !== "ascending";
    head.attr("aria-sort", null);
    cell.attr("aria-sort", ascending ? "ascending" : "descending");
    const order = ascending ? d3.ascending : d3.descending;
    line.sort((a, b) => order(c.value(a) ?? undefined, c.value(b) ?? undefined));
  });
  filter.on("input", function () {
    const words = this.value.toLowerCase().split(/\s+/);
    line.style("display", function () {
      const text = this.textContent.toLowerCase();
      return words.every(w => text.includes(w)) ? null : "none";
    });
  });
}
