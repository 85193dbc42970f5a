"use strict";

/* The drawings. Colours are CSS variables, so that they follow the theme and the printer. */
const Charts = (() => {
  const number = d3.format(".3~g");

  /* An SVG of w × h with margins, and the group within them. */
  function canvas(w, h, margin) {
    const svg = d3.create("svg").attr("viewBox", [0, 0, w, h]).attr("role", "img");
    const plot = svg.append("g").attr("transform", `translate(${margin.left},${margin.top})`);
    return {svg, plot, w: w - margin.left - margin.right, h: h - margin.top - margin.bottom};
  }

  function axes(c, x, y, xAxis, yAxis, xLabel, yLabel) {
    c.plot.append("g").attr("class", "axis").attr("transform", `translate(0,${c.h})`).call(xAxis);
    c.plot.append("g").attr("class", "axis").call(yAxis);
    c.plot.append("text").attr("class", "label").attr("x", c.w).attr("y", c.h + 34)
        .attr("text-anchor", "end").text(xLabel);
    c.plot.append("text").attr("class", "label").attr("x", -38).attr("y", -10).text(yLabel);
  }

  function powersOfTen(scale) {
    const [low, high] = scale.domain().map(Math.log10);
    return d3.range(Math.ceil(low), Math.floor(high) + 1).map(e => Math.pow(10, e));
  }

  /* Every kernel between the roofs that the machine sets: bandwidth of each level, and the peak. */
  function roofline(rows, machine, threads, color, symbol) {
    const c = canvas(760, 440, {left: 56, right: 20, top: 24, bottom: 44});
    const levels = machine.memory.map(level => ({
      name: level.name,
      bandwidth: threads === 1 ? level.oneThread : level.allThreads
    }));
    const peaks = machine.fma.map(p => ({bits: p.bits, gflops: threads === 1 ? p.oneThread : p.allThreads}));
    const peak = d3.max(peaks, p => p.gflops);
    const x = d3.scaleLog([
      Math.min(0.06, d3.min(rows, r => r.intensity) / 1.5),
      Math.max(64, d3.max(rows, r => r.intensity) * 2)
    ], [0, c.w]);
    const lowest = d3.min(rows, r => r.gflops);
    const y = d3.scaleLog([Math.min(lowest / 1.5, peak / 100), peak * 1.6], [c.h, 0]).clamp(true);
    axes(c, x, y,
        d3.axisBottom(x).tickValues(powersOfTen(x)).tickFormat(number),
        d3.axisLeft(y).tickValues(powersOfTen(y)).tickFormat(number),
        "operations a byte, operands and results counted once", "GFLOP/s");
    const [left, right] = x.domain();
    const bottom = y.domain()[0];
    for (const level of levels) {
      const ridge = Math.min(peak / level.bandwidth, right);
      const start = Math.max(left, bottom / level.bandwidth);
      if (start >= ridge) continue;
      const [x1, y1] = [x(start), y(start * level.bandwidth)];
      const [x2, y2] = [x(ridge), y(ridge * level.bandwidth)];
      c.plot.append("path").attr("class", "roof").attr("opacity", 0.55).attr("d", `M${x1},${y1}L${x2},${y2}`);
      const at = 0.22;
      const angle = Math.atan2(y2 - y1, x2 - x1) * 180 / Math.PI;
      c.plot.append("text").attr("class", "label")
          .attr("transform", `translate(${x1 + at * (x2 - x1)},${y1 + at * (y2 - y1) - 4}) rotate(${angle})`)
          .text(`${level.name} ${number(level.bandwidth)} GB/s`);
    }
    const roof = Math.min(...levels.map(level => peak / level.bandwidth), right);
    c.plot.append("path").attr("class", "roof").attr("d", `M${x(roof)},${y(peak)}H${c.w}`);
    c.plot.append("text").attr("class", "label").attr("x", c.w).attr("y", y(peak) - 6)
        .attr("text-anchor", "end").text(`multiply-adds, ${number(peak)} GFLOP/s`);
    const order = rows.slice().sort((a, b) => (a.arm === "lanewise") - (b.arm === "lanewise"));
    c.plot.append("g").selectAll("path").data(order).join("path")
        .attr("d", r => d3.symbol(symbol(r.suite), 46)())
        .attr("transform", r => `translate(${x(r.intensity)},${y(r.gflops)})`)
        .attr("fill", r => color(r.arm)).attr("fill-opacity", 0.75)
        .attr("stroke", r => color(r.arm))
        .append("title").text(r => `${r.arm}: ${r.name}\n${number(r.gflops)} GFLOP/s, ${number(r.intensity)} operations a byte`);
    return c.svg.node();
  }

  /* GFLOP/s of squares over their size, with the peak as a line. */
  function overSize(rows, peak, color) {
    const c = canvas(420, 300, {left: 44, right: 14, top: 24, bottom: 44});
    const sizes = [...new Set(rows.map(r => r.square))].sort(d3.ascending);
    const x = d3.scaleLog([sizes[0] / 1.15, sizes.at(-1) * 1.15], [0, c.w]);
    const top = 1.08 * Math.max(peak || 0, d3.max(rows, r => r.high));
    const y = d3.scaleLinear([0, top], [c.h, 0]).nice();
    let last = -Infinity;
    const ticks = sizes.filter(s => x(s) - last > 30 && (last = x(s), true));
    axes(c, x, y,
        d3.axisBottom(x).tickValues(ticks).tickFormat(String),
        d3.axisLeft(y).ticks(6), "m = n = k", "GFLOP/s");
    c.plot.append("g").selectAll("line").data(y.ticks(6)).join("line").attr("class", "grid")
        .attr("x2", c.w).attr("y1", y).attr("y2", y);
    if (peak) {
      c.plot.append("line").attr("class", "peak").attr("x2", c.w).attr("y1", y(peak)).attr("y2", y(peak));
      c.plot.append("text").attr("class", "label").attr("y", y(peak) - 5).attr("x", 4).text(`peak ${number(peak)}`);
    }
    for (const [arm, of] of d3.group(rows, r => r.arm)) {
      of.sort((a, b) => a.square - b.square);
      c.plot.append("path").attr("fill", "none").attr("stroke", color(arm)).attr("stroke-width", arm === "lanewise" ? 2.5 : 1.5)
          .attr("d", d3.line(r => x(r.square), r => y(r.median))(of));
      c.plot.append("g").selectAll("line").data(of).join("line").attr("stroke", color(arm))
          .attr("x1", r => x(r.square)).attr("x2", r => x(r.square))
          .attr("y1", r => y(r.low)).attr("y2", r => y(r.high));
      c.plot.append("g").selectAll("circle").data(of).join("circle").attr("fill", color(arm)).attr("r", 3)
          .attr("cx", r => x(r.square)).attr("cy", r => y(r.median))
          .append("title").text(r => `${arm}: ${r.name}\n${number(r.median)} GFLOP/s, four fifths of the samples ${number(r.low)} to ${number(r.high)}`);
    }
    return c.svg.node();
  }

  /* Bars from 1 to the right (faster) or to the left (slower), each a case; whiskers if it has low and high. */
  function ratios(rows, fill) {
    const step = 17;
    const longest = d3.max(rows, r => r.name.length);
    const left = 16 + 7.2 * longest;
    const c = canvas(Math.max(560, 270 + left), 30 + step * rows.length + 34, {left, right: 46, top: 22, bottom: 12});
    const ends = [d3.min(rows, r => r.low ?? r.ratio), d3.max(rows, r => r.high ?? r.ratio)];
    const x = d3.scaleLog([Math.min(0.8, ends[0] / 1.1), Math.max(1.25, ends[1] * 1.1)], [0, c.w]);
    const wanted = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10, 20, 50, 100, 200];
    let last = -Infinity;
    const inside = wanted.filter(v => v >= x.domain()[0] && v <= x.domain()[1]);
    const ticks = inside.filter(v => v === 1 || Math.abs(x(v) - x(1)) > 26 && x(v) - last > 26 && (last = x(v), true));
    c.plot.append("g").attr("class", "axis").call(d3.axisTop(x).tickValues(ticks).tickFormat(number));
    c.plot.append("g").selectAll("line").data(ticks).join("line").attr("class", "grid")
        .attr("x1", x).attr("x2", x).attr("y2", c.h);
    const row = c.plot.append("g").selectAll("g").data(rows).join("g")
        .attr("transform", (r, i) => `translate(0,${8 + i * step})`);
    row.append("rect").attr("x", r => Math.min(x(1), x(r.ratio))).attr("height", step - 5)
        .attr("width", r => Math.max(1, Math.abs(x(r.ratio) - x(1)))).attr("fill", fill);
    row.filter(r => r.low !== undefined).append("line").attr("stroke", "var(--text)")
        .attr("x1", r => x(r.low)).attr("x2", r => x(r.high)).attr("y1", step / 2 - 2.5).attr("y2", step / 2 - 2.5);
    row.append("text").attr("x", -8).attr("y", step - 7).attr("text-anchor", "end").text(r => r.name);
    row.append("text").attr("class", "label").attr("x", c.w + 6).attr("y", step - 7).text(r => d3.format(".2f")(r.ratio));
    c.plot.append("line").attr("stroke", "var(--text)").attr("x1", x(1)).attr("x2", x(1)).attr("y2", c.h);
    return c.svg.node();
  }

  return {roofline, overSize, ratios};
})();
