<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AdmissionInputs</name>
    <message>
        <source>Emission (t CO2e per year)</source>
        <translation>排放量（t CO2e/年）</translation>
    </message>
    <message>
        <source>Enterprises</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Industry code (GB/T 4754)</source>
        <translation>行业代码（GB/T 4754）</translation>
    </message>
    <message>
        <source>Name of the enterprise</source>
        <translation>企业名称</translation>
    </message>
    <message>
        <source>Pollution load</source>
        <translation>污染负荷</translation>
    </message>
    <message>
        <source>Sub-zone</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>Sub-zone of the enterprise (empty: where its point lies)</source>
        <translation>企业所在亚区（留空：按点位）</translation>
    </message>
    <message>
        <source>Sub-zones (empty: all 24)</source>
        <translation>亚区（留空：全部 24 类）</translation>
    </message>
    <message>
        <source>the industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>the sub-zone</source>
        <translation>亚区</translation>
    </message>
</context>
<context>
    <name>AggregateIndicators</name>
    <message>
        <source>Aggregate indicators bottom-up</source>
        <translation>指标自下而上汇总</translation>
    </message>
    <message>
        <source>Aggregates</source>
        <translation>汇总值</translation>
    </message>
    <message>
        <source>Aggregates that lack children</source>
        <translation>下级缺报的汇总数</translation>
    </message>
    <message>
        <source>Aggregates with a value</source>
        <translation>有值的汇总数</translation>
    </message>
    <message>
        <source>Always add up the lowest units, whatever levels between report</source>
        <translation>始终从最低级单元汇总，不论中间层级是否自报</translation>
    </message>
</context>
<context>
    <name>AggregationIndex</name>
    <message>
        <source>Aggregation index</source>
        <translation>聚合度指数</translation>
    </message>
    <message>
        <source>Aggregation of the classes</source>
        <translation>各类聚合度</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>波段</translation>
    </message>
    <message>
        <source>Borders may be apart by (m)</source>
        <translation>边界间隙容许值（m）</translation>
    </message>
    <message>
        <source>Class of the polygons</source>
        <translation>面的类别</translation>
    </message>
    <message>
        <source>Landscape aggregation index (0 to 100)</source>
        <translation>景观聚合度指数（0 至 100）</translation>
    </message>
    <message>
        <source>Raster of classes</source>
        <translation>类别栅格</translation>
    </message>
    <message>
        <source>Share of inner borders within classes (0 to 1)</source>
        <translation>类内边界占内部边界的比例（0 至 1）</translation>
    </message>
    <message>
        <source>Value that is no class, besides the raster's own NoData</source>
        <translation>除栅格自带无数据值外不属于类别的值</translation>
    </message>
    <message>
        <source>or: polygons</source>
        <translation>或：面</translation>
    </message>
    <message>
        <source>{cells} cells in {count} classes; {left} cells are no class. AI {index}</source>
        <translation>{count} 类共 {cells} 个像元；{left} 个像元不属于任何类。AI {index}</translation>
    </message>
    <message>
        <source>{share} of the inner borders lie within a class.</source>
        <translation>内部边界中有 {share} 位于类内。</translation>
    </message>
</context>
<context>
    <name>AllocateTarget</name>
    <message>
        <source>Allocate a target to children</source>
        <translation>目标分解到下级</translation>
    </message>
    <message>
        <source>Children with their quotas</source>
        <translation>下级单元及其分解值</translation>
    </message>
    <message>
        <source>Closure</source>
        <translation>闭合表</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Reserve that remains</source>
        <translation>实际预留量</translation>
    </message>
    <message>
        <source>Sum of the children</source>
        <translation>下级合计</translation>
    </message>
    <message>
        <source>Targets, one row per unit</source>
        <translation>目标值（每个单元一行）</translation>
    </message>
    <message>
        <source>Weights of the criteria: {weights}</source>
        <translation>指标权重：{weights}</translation>
    </message>
    <message>
        <source>Whether the closure holds (1 yes)</source>
        <translation>是否闭合（1 为是）</translation>
    </message>
    <message>
        <source>{method}: {shared} of {total} for {count} children; {left} remains.</source>
        <translation>{method}：{total} 中的 {shared} 分解到 {count} 个下级单元，余 {left}。</translation>
    </message>
</context>
<context>
    <name>AllocationReport</name>
    <message>
        <source>A Gini or Theil of 0 means: in proportion to that basis. The reasons of what cannot be done stand below, among the warnings.</source>
        <translation>基尼系数或泰尔指数为 0 表示与该依据成比例。不能实行的原因见下文的提示。</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基期值</translation>
    </message>
    <message>
        <source>Can be done</source>
        <translation>可实行</translation>
    </message>
    <message>
        <source>Change from the base (%)</source>
        <translation>较基期变化（%）</translation>
    </message>
    <message>
        <source>Changes hands (%)</source>
        <translation>转移份额（%）</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>下级单元数</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>受益</translation>
    </message>
    <message>
        <source>Gain and loss are told against the base share: less duty is a gain.</source>
        <translation>受益与受损相对于基期份额：任务少为受益。</translation>
    </message>
    <message>
        <source>Gain and loss are told against the base share: more quota is a gain.</source>
        <translation>受益与受损相对于基期份额：配额多为受益。</translation>
    </message>
    <message>
        <source>Gini coefficient against GDP</source>
        <translation>对 GDP 的基尼系数</translation>
    </message>
    <message>
        <source>Gini coefficient against the population</source>
        <translation>对人口的基尼系数</translation>
    </message>
    <message>
        <source>Gini, GDP</source>
        <translation>基尼系数（GDP）</translation>
    </message>
    <message>
        <source>Gini, population</source>
        <translation>基尼系数（人口）</translation>
    </message>
    <message>
        <source>How even</source>
        <translation>均衡程度</translation>
    </message>
    <message>
        <source>Largest cut (%)</source>
        <translation>最大削减率（%）</translation>
    </message>
    <message>
        <source>Lose</source>
        <translation>受损</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>图件</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Methods compared</source>
        <translation>比较的方法数</translation>
    </message>
    <message>
        <source>Methods side by side</source>
        <translation>方法对照</translation>
    </message>
    <message>
        <source>Methods that can be carried out</source>
        <translation>可实行的方法数</translation>
    </message>
    <message>
        <source>Quotas of the units</source>
        <translation>各单元分解值</translation>
    </message>
    <message>
        <source>Shares of the units, method by method</source>
        <translation>各方法下各单元的份额</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Target of the parent</source>
        <translation>上级目标值</translation>
    </message>
    <message>
        <source>The first {shown} of {count} units.</source>
        <translation>列出 {count} 个单元中的前 {shown} 个。</translation>
    </message>
    <message>
        <source>Theil, population</source>
        <translation>泰尔指数（人口）</translation>
    </message>
    <message>
        <source>To be shared after the reserve</source>
        <translation>扣除预留后应分解量</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Units beyond bounds before they were kept</source>
        <translation>方法值超出上下限的单元数</translation>
    </message>
    <message>
        <source>Who gets what</source>
        <translation>各得多少</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>其余单元</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>Amplification</name>
    <message>
        <source>Amplification by joint measures</source>
        <translation>联合措施增效</translation>
    </message>
    <message>
        <source>Gains</source>
        <translation>增效结果</translation>
    </message>
    <message>
        <source>Gains below this are none (% of the single reductions)</source>
        <translation>小于此值的增效视为无（占单项减排量之和的 %）</translation>
    </message>
    <message>
        <source>Joint measures</source>
        <translation>联合措施数</translation>
    </message>
    <message>
        <source>Joint measures that amplify each other</source>
        <translation>相互放大的联合措施数</translation>
    </message>
    <message>
        <source>Measure, or measures joined by +</source>
        <translation>措施，或以 + 连接的多项措施</translation>
    </message>
    <message>
        <source>Reduction of carbon</source>
        <translation>降碳量</translation>
    </message>
    <message>
        <source>Reduction of pollution</source>
        <translation>减污量</translation>
    </message>
    <message>
        <source>Reductions by measure (layer or table)</source>
        <translation>各措施减排量（图层或表）</translation>
    </message>
    <message>
        <source>Sign between joined measures</source>
        <translation>措施连接符</translation>
    </message>
    <message>
        <source>Unit code (empty: one place)</source>
        <translation>单元代码（留空：同一处）</translation>
    </message>
</context>
<context>
    <name>ApplySymbology</name>
    <message>
        <source>Apply symbology</source>
        <translation>应用符号样式</translation>
    </message>
    <message>
        <source>Layer in its style</source>
        <translation>套用样式的图层</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Save as the default style of the layer</source>
        <translation>保存为图层默认样式</translation>
    </message>
    <message>
        <source>Style for other programs</source>
        <translation>供其他软件使用的样式</translation>
    </message>
    <message>
        <source>Style of QGIS</source>
        <translation>QGIS 样式</translation>
    </message>
    <message>
        <source>{layer} lives in memory only and keeps its style with the project.</source>
        <translation>{layer} 仅在内存中，样式随工程保存。</translation>
    </message>
</context>
<context>
    <name>Areas</name>
    <message>
        <source>Areas are measured in the plane of the coordinates (no ellipsoid is known for their CRS).</source>
        <translation>面积在坐标平面内量算（其坐标系没有已知椭球）。</translation>
    </message>
    <message>
        <source>Areas are measured on the ellipsoid {ellipsoid}.</source>
        <translation>面积在椭球 {ellipsoid} 上量算。</translation>
    </message>
</context>
<context>
    <name>Assessment</name>
    <message>
        <source>Assessed (% of the weight)</source>
        <translation>已考核权重（%）</translation>
    </message>
    <message>
        <source>Assessment of units</source>
        <translation>单元考核</translation>
    </message>
    <message>
        <source>Attainment</source>
        <translation>完成度</translation>
    </message>
    <message>
        <source>Attainment of every indicator</source>
        <translation>各指标完成度</translation>
    </message>
    <message>
        <source>Attainment: target / value of ceilings, value / target of floors, at most 1; the score is its weighted mean times 100. A rigid indicator that is missed is a veto, whatever the score.</source>
        <translation>完成度：上限为目标 / 数值，下限为数值 / 目标，最大为 1；得分为其加权平均乘以 100。约束性指标未达标即一票否决，与得分无关。</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Grades of the units</source>
        <translation>单元考核等级</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>各项指标</translation>
    </message>
    <message>
        <source>Indicators that are met</source>
        <translation>达标指标</translation>
    </message>
    <message>
        <source>Judge by the next node of the plan, not by the path</source>
        <translation>按规划下一节点评价，而不按路径</translation>
    </message>
    <message>
        <source>Lowest scores of excellent, good and passed (empty: 90, 80, 60)</source>
        <translation>优秀、良好、合格的最低分（留空为 90、80、60）</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>得分贡献</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Scores and grades</source>
        <translation>得分与等级</translation>
    </message>
    <message>
        <source>Scores of the units</source>
        <translation>各单元得分</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Units with a veto</source>
        <translation>被否决的单元数</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values of the indicators (rows: one field)</source>
        <translation>指标数值（长表选一个字段）</translation>
    </message>
    <message>
        <source>Veto by</source>
        <translation>否决指标</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Year (empty: the last)</source>
        <translation>年份（留空为最后一年）</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
</context>
<context>
    <name>BlueCarbon</name>
    <message>
        <source>Algae are given as</source>
        <translation>藻类产量为</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Area (tables only)</source>
        <translation>面积（仅表格）</translation>
    </message>
    <message>
        <source>Between the dates, change happened</source>
        <translation>两期之间的变化发生于</translation>
    </message>
    <message>
        <source>Blue carbon</source>
        <translation>蓝碳核算</translation>
    </message>
    <message>
        <source>Blue carbon by unit, habitat and year</source>
        <translation>分单元、生境和年份的蓝碳</translation>
    </message>
    <message>
        <source>Blue carbon of the habitats</source>
        <translation>各生境蓝碳</translation>
    </message>
    <message>
        <source>Blue carbon of the units</source>
        <translation>各单元蓝碳</translation>
    </message>
    <message>
        <source>Burial rates</source>
        <translation>埋藏速率</translation>
    </message>
    <message>
        <source>Carbon densities of your own</source>
        <translation>自备碳密度表</translation>
    </message>
    <message>
        <source>Climate of the biomass of mangroves</source>
        <translation>红树林生物量所属气候</translation>
    </message>
    <message>
        <source>Coastal habitats (polygons or table)</source>
        <translation>滨海生境（图斑或表格）</translation>
    </message>
    <message>
        <source>Habitat</source>
        <translation>生境</translation>
    </message>
    <message>
        <source>Habitat that is gone at the later date was</source>
        <translation>后期消失的生境为</translation>
    </message>
    <message>
        <source>Habitats of a later date (same fields)</source>
        <translation>后期生境（字段相同）</translation>
    </message>
    <message>
        <source>Habitats that are not known</source>
        <translation>未知的生境</translation>
    </message>
    <message>
        <source>Half-width of the areas (%, 95 %)</source>
        <translation>面积的半宽（%，95 %）</translation>
    </message>
    <message>
        <source>Harvest of mariculture (table)</source>
        <translation>海水养殖产量（表格）</translation>
    </message>
    <message>
        <source>Last year of the account (empty: of the habitats)</source>
        <translation>核算的最后一年（空：生境的年份）</translation>
    </message>
    <message>
        <source>Mariculture by unit and species</source>
        <translation>分单元和品种的海水养殖</translation>
    </message>
    <message>
        <source>Methane of mangroves and marshes</source>
        <translation>红树林和盐沼的甲烷</translation>
    </message>
    <message>
        <source>Net (t CO2e)</source>
        <translation>净值（t CO2e）</translation>
    </message>
    <message>
        <source>Rows without a unit code</source>
        <translation>没有单元代码的行</translation>
    </message>
    <message>
        <source>Share of the soil stock that is oxidised when excavated</source>
        <translation>开挖时土壤储量被氧化的比例</translation>
    </message>
    <message>
        <source>Sink rates of your own</source>
        <translation>自备固碳速率表</translation>
    </message>
    <message>
        <source>Sinks (t CO2)</source>
        <translation>碳汇（t CO2）</translation>
    </message>
    <message>
        <source>Soils of mangroves and marshes</source>
        <translation>红树林和盐沼的土壤</translation>
    </message>
    <message>
        <source>Sources (t CO2e)</source>
        <translation>碳源（t CO2e）</translation>
    </message>
    <message>
        <source>Species</source>
        <translation>品种</translation>
    </message>
    <message>
        <source>State (intact, drained, excavated …; empty: intact)</source>
        <translation>状态（完好、排水、开挖等；空为完好）</translation>
    </message>
    <message>
        <source>Stock (tC)</source>
        <translation>储量（tC）</translation>
    </message>
    <message>
        <source>Uncertainty of the harvest (half of the 95 % interval, %)</source>
        <translation>产量的不确定性（95 % 区间的半宽，%）</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Unit code in that table</source>
        <translation>该表的单元代码</translation>
    </message>
    <message>
        <source>Unit of that area</source>
        <translation>该面积的单位</translation>
    </message>
    <message>
        <source>Unit of the amount (none: t)</source>
        <translation>数量单位（无则为 t）</translation>
    </message>
    <message>
        <source>Units (polygons)</source>
        <translation>单元（面）</translation>
    </message>
    <message>
        <source>Year of the harvest</source>
        <translation>产量年份</translation>
    </message>
    <message>
        <source>Year of the later habitats</source>
        <translation>后期生境的年份</translation>
    </message>
    <message>
        <source>Year of these habitats</source>
        <translation>这些生境的年份</translation>
    </message>
    <message>
        <source>Year that is counted</source>
        <translation>计入的年份</translation>
    </message>
    <message>
        <source>Year that units and habitats show (empty: of the latest habitats)</source>
        <translation>单元与生境结果所示年份（空：最新生境的年份）</translation>
    </message>
    <message>
        <source>are left out and counted</source>
        <translation>不计入并计数</translation>
    </message>
    <message>
        <source>disturbed, high impact: decays by half-life</source>
        <translation>高强度扰动：按半衰期分解</translation>
    </message>
    <message>
        <source>disturbed, low impact: decays by half-life</source>
        <translation>低强度扰动：按半衰期分解</translation>
    </message>
    <message>
        <source>disturbed, medium impact: decays by half-life</source>
        <translation>中强度扰动：按半衰期分解</translation>
    </message>
    <message>
        <source>drained: soil year after year, plants in that year</source>
        <translation>排水：土壤逐年释放，植被当年释放</translation>
    </message>
    <message>
        <source>dry weight (usual in fishery statistics)</source>
        <translation>干重（渔业统计的惯例）</translation>
    </message>
    <message>
        <source>evenly, year by year</source>
        <translation>逐年均匀</translation>
    </message>
    <message>
        <source>excavated (ponds, ports, fill): soil and plants in that year</source>
        <translation>开挖（养殖塘、港池、填海）：土壤与植被当年释放</translation>
    </message>
    <message>
        <source>gone without emission: only the burial ends</source>
        <translation>消失且不计排放：仅停止埋藏</translation>
    </message>
    <message>
        <source>in the year after the first date</source>
        <translation>前期次年</translation>
    </message>
    <message>
        <source>in the year of the second date (as InVEST)</source>
        <translation>后期当年（同 InVEST）</translation>
    </message>
    <message>
        <source>is counted: salinity above 18 ppt</source>
        <translation>计入：盐度高于 18‰</translation>
    </message>
    <message>
        <source>is counted: salinity below 18 ppt</source>
        <translation>计入：盐度低于 18‰</translation>
    </message>
    <message>
        <source>is not counted</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>leave them out, counted</source>
        <translation>不计入，并计数</translation>
    </message>
    <message>
        <source>mineral</source>
        <translation>矿质土</translation>
    </message>
    <message>
        <source>not known (mean)</source>
        <translation>未知（均值）</translation>
    </message>
    <message>
        <source>organic</source>
        <translation>有机土</translation>
    </message>
    <message>
        <source>stop and list them</source>
        <translation>停止并列出</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>中止运行</translation>
    </message>
    <message>
        <source>the habitats</source>
        <translation>生境</translation>
    </message>
    <message>
        <source>wet weight</source>
        <translation>湿重</translation>
    </message>
    <message>
        <source>{year}: {area:.6g} ha of habitat, sources {source}, sinks {sink}, net {net} t CO2e ({gwp}), stock {stock} tC.</source>
        <translation>{year} 年：生境 {area:.6g} ha，碳源 {source}、碳汇 {sink}、净值 {net} t CO2e（{gwp}），储量 {stock} tC。</translation>
    </message>
</context>
<context>
    <name>BuildHierarchy</name>
    <message>
        <source>Basis of the share</source>
        <translation>比例依据</translation>
    </message>
    <message>
        <source>Boundary changes (table)</source>
        <translation>区划变更（表）</translation>
    </message>
    <message>
        <source>Build hierarchy</source>
        <translation>建立层级</translation>
    </message>
    <message>
        <source>Chinese name</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Code of the parent (empty: told from administrative codes)</source>
        <translation>上级代码（空：由行政区划代码推出）</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>First year of the new unit</source>
        <translation>新单元首年</translation>
    </message>
    <message>
        <source>First year of units that are new (0: always)</source>
        <translation>新单元起始年（0 为一直存在）</translation>
    </message>
    <message>
        <source>Grouping</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Groupings that cross the tree (table)</source>
        <translation>跨行政区的分组（表）</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>变更类型</translation>
    </message>
    <message>
        <source>Kind of grouping</source>
        <translation>分组类型</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Name of the grouping</source>
        <translation>分组名称</translation>
    </message>
    <message>
        <source>New unit</source>
        <translation>新单元</translation>
    </message>
    <message>
        <source>Old unit</source>
        <translation>原单元</translation>
    </message>
    <message>
        <source>Share of the old unit that goes over (0 to 1; empty: by area)</source>
        <translation>原单元转入的比例（0～1；空则按面积）</translation>
    </message>
    <message>
        <source>Share of the unit in it (0 to 1)</source>
        <translation>单元占比（0～1）</translation>
    </message>
    <message>
        <source>Unit that belongs to it</source>
        <translation>所属单元</translation>
    </message>
    <message>
        <source>Units (layer or table)</source>
        <translation>单元（图层或表）</translation>
    </message>
    <message>
        <source>Units of the register</source>
        <translation>台账单元</translation>
    </message>
    <message>
        <source>Units that are there now</source>
        <translation>现存单元数</translation>
    </message>
    <message>
        <source>{new} units are new, {changed} changed, {same} stay, {ended} ended.</source>
        <translation>新增单元 {new} 个，更改 {changed} 个，未变 {same} 个，终止 {ended} 个。</translation>
    </message>
</context>
<context>
    <name>CarbonBalance</name>
    <message>
        <source>0 or above</source>
        <translation>大于或等于 0 的数</translation>
    </message>
    <message>
        <source>Carbon balance</source>
        <translation>碳平衡</translation>
    </message>
    <message>
        <source>Carbon balance of the units</source>
        <translation>各单元碳平衡</translation>
    </message>
    <message>
        <source>Choose how sinks are written (SINK_SIGN).</source>
        <translation>请选择碳汇的写法（SINK_SIGN）。</translation>
    </message>
    <message>
        <source>Correct them, or say that they are removals (NEGATIVE).</source>
        <translation>请更正，或说明它们是清除量（NEGATIVE）。</translation>
    </message>
    <message>
        <source>Emission</source>
        <translation>排放</translation>
    </message>
    <message>
        <source>Emissions (table of the emission inventory)</source>
        <translation>排放（排放清单的表）</translation>
    </message>
    <message>
        <source>GDP</source>
        <translation>GDP</translation>
    </message>
    <message>
        <source>Land (table of the land carbon budget)</source>
        <translation>土地（土地碳收支的表）</translation>
    </message>
    <message>
        <source>Measure the area of polygons (intensity per ha)</source>
        <translation>量算面的面积（每公顷强度）</translation>
    </message>
    <message>
        <source>Negative emissions are</source>
        <translation>负排放为</translation>
    </message>
    <message>
        <source>Net (t CO2e)</source>
        <translation>净值（t CO2e）</translation>
    </message>
    <message>
        <source>Net of the {count} units that have an interval</source>
        <translation>有区间的 {count} 个单元的净值</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>人口</translation>
    </message>
    <message>
        <source>Population and GDP (table)</source>
        <translation>人口与 GDP（表）</translation>
    </message>
    <message>
        <source>Rows without a unit code</source>
        <translation>没有单元代码的行</translation>
    </message>
    <message>
        <source>Sinks (t CO2)</source>
        <translation>碳汇（t CO2）</translation>
    </message>
    <message>
        <source>Sinks are written as</source>
        <translation>碳汇的写法</translation>
    </message>
    <message>
        <source>Sinks of land</source>
        <translation>土地碳汇</translation>
    </message>
    <message>
        <source>Sources (t CO2e)</source>
        <translation>碳源（t CO2e）</translation>
    </message>
    <message>
        <source>Sources of land</source>
        <translation>土地碳源</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code of population and GDP</source>
        <translation>人口与 GDP 的单元代码</translation>
    </message>
    <message>
        <source>Unit code of the emissions</source>
        <translation>排放的单元代码</translation>
    </message>
    <message>
        <source>Unit code of the land</source>
        <translation>土地的单元代码</translation>
    </message>
    <message>
        <source>Unit of GDP</source>
        <translation>GDP 的单位</translation>
    </message>
    <message>
        <source>Unit of all carbon</source>
        <translation>全部碳的单位</translation>
    </message>
    <message>
        <source>Units (layer or table)</source>
        <translation>单元（图层或表）</translation>
    </message>
    <message>
        <source>Year (where tables hold several)</source>
        <translation>年份（表中有多年时）</translation>
    </message>
    <message>
        <source>are left out and counted</source>
        <translation>略去并计数</translation>
    </message>
    <message>
        <source>emissions</source>
        <translation>排放</translation>
    </message>
    <message>
        <source>errors: the run stops</source>
        <translation>错误：停止运行</translation>
    </message>
    <message>
        <source>negative numbers</source>
        <translation>负数</translation>
    </message>
    <message>
        <source>or field of the units: GDP</source>
        <translation>或单元字段：GDP</translation>
    </message>
    <message>
        <source>or field of the units: emission</source>
        <translation>或单元字段：排放</translation>
    </message>
    <message>
        <source>or field of the units: population</source>
        <translation>或单元字段：人口</translation>
    </message>
    <message>
        <source>or field of the units: sinks</source>
        <translation>或单元字段：碳汇</translation>
    </message>
    <message>
        <source>or field of the units: sources of land</source>
        <translation>或单元字段：土地碳源</translation>
    </message>
    <message>
        <source>or: field with the area (ha)</source>
        <translation>或：面积字段（公顷）</translation>
    </message>
    <message>
        <source>positive removals</source>
        <translation>正的清除量</translation>
    </message>
    <message>
        <source>removals: counted among the sinks</source>
        <translation>清除量：计入碳汇</translation>
    </message>
    <message>
        <source>sinks</source>
        <translation>碳汇</translation>
    </message>
    <message>
        <source>sources of land</source>
        <translation>土地碳源</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>{known} of {count} units have a balance: sources {source}, sinks {sink}, net {net} t CO2e.</source>
        <translation>{count} 个单元中有 {known} 个有平衡：碳源 {source}、碳汇 {sink}、净值 {net} t CO2e。</translation>
    </message>
</context>
<context>
    <name>CarbonStock</name>
    <message>
        <source>CO2</source>
        <translation>二氧化碳</translation>
    </message>
    <message>
        <source>CO2 that the change releases (t CO2)</source>
        <translation>变化释放的二氧化碳（tCO2）</translation>
    </message>
    <message>
        <source>Carbon densities</source>
        <translation>碳密度</translation>
    </message>
    <message>
        <source>Carbon stock and its change</source>
        <translation>碳储量及其变化</translation>
    </message>
    <message>
        <source>Cells without data are</source>
        <translation>无数据像元是</translation>
    </message>
    <message>
        <source>Change by type of conversion</source>
        <translation>各转换类型的碳变化</translation>
    </message>
    <message>
        <source>Change from class to class</source>
        <translation>地类间转移的碳变化</translation>
    </message>
    <message>
        <source>Change from the first to the last date (t C)</source>
        <translation>首期至末期的变化（tC）</translation>
    </message>
    <message>
        <source>Change of a year (t C)</source>
        <translation>年均变化（tC）</translation>
    </message>
    <message>
        <source>Change of every cell (t C per ha, gain positive)</source>
        <translation>逐像元变化（tC/公顷，增加为正）</translation>
    </message>
    <message>
        <source>Change of the stock</source>
        <translation>碳储量变化</translation>
    </message>
    <message>
        <source>Densities of your own (factor table)</source>
        <translation>自备碳密度（因子表）</translation>
    </message>
    <message>
        <source>Discount rate (% a year)</source>
        <translation>贴现率（% / 年）</translation>
    </message>
    <message>
        <source>Its low, high and standard deviation at the last date</source>
        <translation>末期碳密度的下限、上限和标准差</translation>
    </message>
    <message>
        <source>Land classes without a density</source>
        <translation>没有密度的地类</translation>
    </message>
    <message>
        <source>Land cover (raster)</source>
        <translation>土地覆被（栅格）</translation>
    </message>
    <message>
        <source>Leading digits of that field that name the unit (0: all)</source>
        <translation>该字段中表示单元的前几位（0：全部）</translation>
    </message>
    <message>
        <source>Low, high and standard deviation of that change</source>
        <translation>该变化的下限、上限和标准差</translation>
    </message>
    <message>
        <source>Measure overlaps of land-use polygons</source>
        <translation>量算土地利用图斑的重叠</translation>
    </message>
    <message>
        <source>No range is known of the densities of {classes}: taken as exact.</source>
        <translation>以下地类的碳密度没有区间，视为精确值：{classes}。</translation>
    </message>
    <message>
        <source>Price of a ton at the first date (empty: no worth)</source>
        <translation>首期每吨价格（留空：不计价值）</translation>
    </message>
    <message>
        <source>Region of the densities, where a set has several</source>
        <translation>碳密度的地区（方案含多个地区时）</translation>
    </message>
    <message>
        <source>Root:shoot ratio that splits biomass (empty: not split)</source>
        <translation>拆分生物量的根茎比（留空：不拆分）</translation>
    </message>
    <message>
        <source>Stock and change of the units</source>
        <translation>各单元储量与变化</translation>
    </message>
    <message>
        <source>Stock by date and class</source>
        <translation>各期各地类储量</translation>
    </message>
    <message>
        <source>Stock of every cell (t C per ha; a band for each date)</source>
        <translation>逐像元碳密度（tC/公顷，每期一个波段）</translation>
    </message>
    <message>
        <source>Stock of the last date (t C)</source>
        <translation>末期碳储量（tC）</translation>
    </message>
    <message>
        <source>That price is for a ton of</source>
        <translation>该价格针对每吨</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Units (polygons)</source>
        <translation>单元（面）</translation>
    </message>
    <message>
        <source>Worth of the change</source>
        <translation>变化的价值</translation>
    </message>
    <message>
        <source>Worth of the change of every cell (per ha)</source>
        <translation>逐像元变化的价值（每公顷）</translation>
    </message>
    <message>
        <source>Yearly decline of the worth of storing carbon (%)</source>
        <translation>碳储存价值的年递减率（%）</translation>
    </message>
    <message>
        <source>Years of the dates, such as 2015, 2024</source>
        <translation>各期年份，如 2015, 2024</translation>
    </message>
    <message>
        <source>carbon</source>
        <translation>碳</translation>
    </message>
    <message>
        <source>count as unknown land</source>
        <translation>计为未知土地</translation>
    </message>
    <message>
        <source>hold no carbon (0)</source>
        <translation>不含碳（0）</translation>
    </message>
    <message>
        <source>land that is not known</source>
        <translation>未知的土地</translation>
    </message>
    <message>
        <source>no land (sea, outside of the map)</source>
        <translation>不属于陆地（海域、图外）</translation>
    </message>
    <message>
        <source>or: field of the land-use polygons with the unit</source>
        <translation>或：土地利用图斑的单元字段</translation>
    </message>
    <message>
        <source>or: land use (polygons)</source>
        <translation>或：土地利用（图斑）</translation>
    </message>
    <message>
        <source>stop the run and are listed</source>
        <translation>中止并列出</translation>
    </message>
    <message>
        <source>{date}: {area:.6g} ha of land, {unknown:.6g} ha unknown, {empty:.6g} ha without data.</source>
        <translation>{date}：土地 {area:.6g} 公顷，未知 {unknown:.6g} 公顷，无数据 {empty:.6g} 公顷。</translation>
    </message>
</context>
<context>
    <name>Cascade</name>
    <message>
        <source>Field with the base value</source>
        <translation>基期值字段</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Level (1: children of the top)</source>
        <translation>层级（1：顶层的下级）</translation>
    </message>
    <message>
        <source>Levels that have their own method and reserve</source>
        <translation>有单独方法和预留的层级</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Reserve (%)</source>
        <translation>预留（%）</translation>
    </message>
    <message>
        <source>Rounding unit</source>
        <translation>取整单位</translation>
    </message>
    <message>
        <source>Total of the top</source>
        <translation>顶层总量</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>and / or: intensity of the top</source>
        <translation>和（或）顶层强度</translation>
    </message>
    <message>
        <source>ceiling or floor</source>
        <translation>上限或下限</translation>
    </message>
    <message>
        <source>rigid, expected, advisory</source>
        <translation>约束性、预期性、建议性</translation>
    </message>
    <message>
        <source>± % of the base share</source>
        <translation>相对基期份额 ± %</translation>
    </message>
</context>
<context>
    <name>CascadeTargets</name>
    <message>
        <source>Cascade targets down all levels</source>
        <translation>目标逐级传导</translation>
    </message>
    <message>
        <source>Closure of every parent</source>
        <translation>各上级的闭合表</translation>
    </message>
    <message>
        <source>Closures that do not hold</source>
        <translation>不闭合的数量</translation>
    </message>
    <message>
        <source>Method of levels that are not listed</source>
        <translation>未列出层级的方法</translation>
    </message>
    <message>
        <source>Targets, one row per unit and indicator</source>
        <translation>目标值（每个单元和指标一行）</translation>
    </message>
    <message>
        <source>Their reserve (%)</source>
        <translation>其预留（%）</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Units of all levels (layer or table)</source>
        <translation>各级单元（图层或表）</translation>
    </message>
    <message>
        <source>Units with the targets side by side</source>
        <translation>单元及各指标目标（并列）</translation>
    </message>
    <message>
        <source>{indicator}: {total} on top; {kept} of {count} parents close; {left} is in reserve.</source>
        <translation>{indicator}：顶层 {total}；{count} 个上级中 {kept} 个闭合；预留合计 {left}。</translation>
    </message>
</context>
<context>
    <name>CellAreas</name>
    <message>
        <source>Cells are measured in the plane of {crs}.</source>
        <translation>像元面积在 {crs} 的平面内量算。</translation>
    </message>
    <message>
        <source>Cells are measured on the ellipsoid of {crs}, by latitude.</source>
        <translation>像元面积在 {crs} 的椭球上按纬度量算。</translation>
    </message>
</context>
<context>
    <name>CellInputs</name>
    <message>
        <source>Doubtful land classes that take their alternative space</source>
        <translation>采用备选空间的存疑地类</translation>
    </message>
    <message>
        <source>Land cover (raster)</source>
        <translation>土地覆被（栅格）</translation>
    </message>
    <message>
        <source>Legend of that raster</source>
        <translation>该栅格的图例体系</translation>
    </message>
    <message>
        <source>NoData value of rasters that name none (may be empty)</source>
        <translation>未注明无数据值的栅格采用的无数据值（可留空）</translation>
    </message>
    <message>
        <source>Rasters on another grid</source>
        <translation>格网不同的栅格</translation>
    </message>
    <message>
        <source>Spaces or land cover (raster)</source>
        <translation>空间或土地覆被（栅格）</translation>
    </message>
    <message>
        <source>The raster {name} names no NoData value; all its numbers count.</source>
        <translation>栅格 {name} 未声明无数据值，所有数值均参与计算。</translation>
    </message>
    <message>
        <source>Values that the legend does not know</source>
        <translation>图例体系不认识的值</translation>
    </message>
    <message>
        <source>are brought to the first one while they are read</source>
        <translation>读取时转到第一个栅格的格网</translation>
    </message>
    <message>
        <source>go on without a space for them</source>
        <translation>按无空间继续</translation>
    </message>
    <message>
        <source>stop and list them</source>
        <translation>停止并列出</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>values are spaces: 1 A, 2 E, 3 U, 4 M</source>
        <translation>取值即空间：1 A、2 E、3 U、4 M</translation>
    </message>
</context>
<context>
    <name>CellSets</name>
    <message>
        <source>Regions (polygons, for regional limits)</source>
        <translation>区域（面图层，用于分区限值）</translation>
    </message>
    <message>
        <source>The standard of {raster} is taken from {standard}: {values}. The raster must be in that unit.</source>
        <translation>{raster} 的标准取自 {standard}：{values}。栅格须采用同一单位。</translation>
    </message>
    <message>
        <source>Zoning standard (fills what is left at its default)</source>
        <translation>分区标准集（填充保持默认值的参数）</translation>
    </message>
    <message>
        <source>with: field with the region or functional class</source>
        <translation>其中：区域或功能区类别字段</translation>
    </message>
</context>
<context>
    <name>CentreEllipse</name>
    <message>
        <source>Centres</source>
        <translation>重心</translation>
    </message>
    <message>
        <source>Ellipses</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Gravity centre and ellipse</source>
        <translation>重心与标准差椭圆</translation>
    </message>
    <message>
        <source>Groups, for example years</source>
        <translation>分组，例如年份</translation>
    </message>
    <message>
        <source>Length of the axes</source>
        <translation>轴长</translation>
    </message>
    <message>
        <source>Moves of the centre</source>
        <translation>重心移动</translation>
    </message>
    <message>
        <source>Size (standard deviations)</source>
        <translation>大小（标准差倍数）</translation>
    </message>
    <message>
        <source>The weights are years of one quantity</source>
        <translation>权重为同一量的各年份</translation>
    </message>
    <message>
        <source>Units or points</source>
        <translation>单元或点</translation>
    </message>
    <message>
        <source>Way of the centre, all moves together (m)</source>
        <translation>重心移动总路程（m）</translation>
    </message>
    <message>
        <source>Weights (empty: all alike)</source>
        <translation>权重（留空：相等）</translation>
    </message>
    <message>
        <source>Weights that count</source>
        <translation>计入的权重</translation>
    </message>
    <message>
        <source>all (none may be negative)</source>
        <translation>全部（不得为负）</translation>
    </message>
    <message>
        <source>one standard deviation</source>
        <translation>一倍标准差</translation>
    </message>
    <message>
        <source>those above 0 (sources)</source>
        <translation>大于 0 的（源）</translation>
    </message>
    <message>
        <source>those below 0, without their sign (sinks)</source>
        <translation>小于 0 的，去掉符号（汇）</translation>
    </message>
    <message>
        <source>times √2 (Yuill)</source>
        <translation>乘 √2(Yuill)</translation>
    </message>
    <message>
        <source>times √2, n − 2 degrees of freedom (CrimeStat)</source>
        <translation>乘 √2，自由度 n − 2(CrimeStat)</translation>
    </message>
</context>
<context>
    <name>CheckControlLines</name>
    <message>
        <source>Area in conflict, counted once (ha)</source>
        <translation>冲突面积，不重复计（公顷）</translation>
    </message>
    <message>
        <source>Area of slivers (ha)</source>
        <translation>碎条面积（公顷）</translation>
    </message>
    <message>
        <source>Check control lines for conflicts</source>
        <translation>三区三线冲突检查</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Conflicts by kind</source>
        <translation>各类冲突</translation>
    </message>
    <message>
        <source>Number of conflicts</source>
        <translation>冲突数</translation>
    </message>
    <message>
        <source>Overlaps that count as slivers, below (m²)</source>
        <translation>小于该值的重叠视为碎条（m²）</translation>
    </message>
</context>
<context>
    <name>CheckReport</name>
    <message>
        <source>Changes against the built-in table</source>
        <translation>与内置表相比的变化</translation>
    </message>
    <message>
        <source>Check of the table {file}</source>
        <translation>表 {file} 的检查</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Missing rows: {count}</source>
        <translation>缺少的行：{count}</translation>
    </message>
    <message>
        <source>New rows: {count}</source>
        <translation>新增的行：{count}</translation>
    </message>
    <message>
        <source>No faults. The table can be used.</source>
        <translation>没有错误。该表可以使用。</translation>
    </message>
    <message>
        <source>Other numbers: {count}</source>
        <translation>不同的数值：{count}</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Row of the file</source>
        <translation>文件行号</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题所在</translation>
    </message>
    <message>
        <source>{count} faults. The table cannot be used until they are mended.</source>
        <translation>有 {count} 处错误。修正之前不能使用该表。</translation>
    </message>
</context>
<context>
    <name>CheckTransmission</name>
    <message>
        <source>Ceiling or floor (empty: list)</source>
        <translation>上限或下限（留空：按指标表）</translation>
    </message>
    <message>
        <source>Check indicator transmission</source>
        <translation>指标传导核查</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>核查结果</translation>
    </message>
    <message>
        <source>Checks by level</source>
        <translation>按层级统计</translation>
    </message>
    <message>
        <source>Comparisons</source>
        <translation>核查数</translation>
    </message>
    <message>
        <source>Comparisons that lack children</source>
        <translation>下级缺报数</translation>
    </message>
    <message>
        <source>Level or unit</source>
        <translation>层级或单元</translation>
    </message>
    <message>
        <source>Other reserves by level or unit</source>
        <translation>按层级或单元的其他预留比例</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Reports and sums agree within (%)</source>
        <translation>上报值与合计相符的允许差（%）</translation>
    </message>
    <message>
        <source>Reserve (%)</source>
        <translation>预留（%）</translation>
    </message>
    <message>
        <source>Reserve that parents hold back (%)</source>
        <translation>上级预留比例（%）</translation>
    </message>
    <message>
        <source>Rigid or expected (empty: list)</source>
        <translation>约束性或预期性（留空：按指标表）</translation>
    </message>
    <message>
        <source>Targets and sums that are not kept</source>
        <translation>未落实数</translation>
    </message>
    <message>
        <source>Tolerance of expected indicators (%)</source>
        <translation>预期性指标容差（%）</translation>
    </message>
    <message>
        <source>Units with their worst state</source>
        <translation>单元及其最差状态</translation>
    </message>
    <message>
        <source>Which part makes the gap</source>
        <translation>缺口由哪部分造成</translation>
    </message>
    <message>
        <source>across: special plans against the territorial plan</source>
        <translation>横向：专项规划对总体规划</translation>
    </message>
    <message>
        <source>down: targets of the children against the target</source>
        <translation>向下：下级目标对本级目标</translation>
    </message>
    <message>
        <source>up: reports of the children against the report</source>
        <translation>向上：下级上报对本级上报</translation>
    </message>
    <message>
        <source>within: parts (fuels, sectors) against the unit</source>
        <translation>内部：分项（能源、部门）对单元</translation>
    </message>
    <message>
        <source>within: sub-zones against the unit</source>
        <translation>内部：亚区对单元</translation>
    </message>
    <message>
        <source>{count} comparisons: {kept} kept, {missed} not kept, {incomplete} lack children.</source>
        <translation>共核查 {count} 项：{kept} 项落实，{missed} 项未落实，{incomplete} 项下级缺报。</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>Fields that look alike: {fields}.</source>
        <translation>相近的字段：{fields}。</translation>
    </message>
    <message>
        <source>Its fields are: {fields}.</source>
        <translation>其字段为：{fields}。</translation>
    </message>
    <message>
        <source>This algorithm needs the Python package {names}, which this QGIS lacks. {how}</source>
        <translation>此算法需要 Python 包 {names}，当前 QGIS 没有。{how}</translation>
    </message>
</context>
<context>
    <name>CombineEstimates</name>
    <message>
        <source>Combine estimates</source>
        <translation>估算合并</translation>
    </message>
    <message>
        <source>Combined estimates</source>
        <translation>合并后的估算</translation>
    </message>
    <message>
        <source>Estimates (layer or table)</source>
        <translation>估算（图层或表）</translation>
    </message>
    <message>
        <source>Estimates stand</source>
        <translation>估算的排列方式</translation>
    </message>
    <message>
        <source>Fields of the estimates (rows: the field of the value)</source>
        <translation>各估算的字段（逐行：数值字段）</translation>
    </message>
    <message>
        <source>Pairs of estimates</source>
        <translation>估算两两比较</translation>
    </message>
    <message>
        <source>Rows: name of the estimate</source>
        <translation>逐行：估算名称</translation>
    </message>
    <message>
        <source>Rows: unit of the result (empty: the first)</source>
        <translation>逐行：结果的单位（留空：取第一行）</translation>
    </message>
    <message>
        <source>Rows: unit of the value</source>
        <translation>逐行：数值的单位</translation>
    </message>
    <message>
        <source>Rows: what is estimated (empty: all rows are one thing)</source>
        <translation>逐行：估算对象（留空：所有行为同一个量）</translation>
    </message>
    <message>
        <source>Share that the trimmed mean leaves out on either side</source>
        <translation>截尾均值每侧去除的比例</translation>
    </message>
    <message>
        <source>one below the other: a row for each</source>
        <translation>逐行：每种估算一行</translation>
    </message>
    <message>
        <source>side by side: a field for each, a row for each unit</source>
        <translation>并列：每种估算一个字段，每个单元一行</translation>
    </message>
</context>
<context>
    <name>CombineEstimatesRaster</name>
    <message>
        <source>Agreement (share of intervals that overlap)</source>
        <translation>一致性（区间重叠的比例）</translation>
    </message>
    <message>
        <source>Cells hold</source>
        <translation>像元值为</translation>
    </message>
    <message>
        <source>Combine estimates (raster)</source>
        <translation>估算合并（栅格）</translation>
    </message>
    <message>
        <source>Estimates of one quantity, in one unit</source>
        <translation>同一个量、同一单位的各估算</translation>
    </message>
    <message>
        <source>How wide they are (empty, or one row per raster)</source>
        <translation>各估算的宽度（留空，或每个栅格一行）</translation>
    </message>
    <message>
        <source>Inverse-variance mean</source>
        <translation>方差倒数加权均值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Number of estimates</source>
        <translation>估算数</translation>
    </message>
    <message>
        <source>Pairs of estimates</source>
        <translation>估算两两比较</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>极差</translation>
    </message>
    <message>
        <source>Share that the trimmed mean leaves out on either side</source>
        <translation>截尾均值每侧去除的比例</translation>
    </message>
    <message>
        <source>Standard deviation (raster, or % of the value)</source>
        <translation>标准差（栅格，或数值的百分比）</translation>
    </message>
    <message>
        <source>Standard deviation of the inverse-variance mean</source>
        <translation>方差倒数加权均值的标准差</translation>
    </message>
    <message>
        <source>Standard deviation of the mean</source>
        <translation>均值的标准差</translation>
    </message>
    <message>
        <source>Trimmed mean</source>
        <translation>截尾均值</translation>
    </message>
    <message>
        <source>amounts per area</source>
        <translation>单位面积量</translation>
    </message>
    <message>
        <source>amounts per cell</source>
        <translation>每像元总量</translation>
    </message>
    <message>
        <source>or: low end of the 95 % interval (raster)</source>
        <translation>或：95 % 区间下限（栅格）</translation>
    </message>
    <message>
        <source>with: high end (raster)</source>
        <translation>及：上限（栅格）</translation>
    </message>
</context>
<context>
    <name>CompareAllocations</name>
    <message>
        <source>Children with the quotas of all methods</source>
        <translation>下级单元及各方法分解值</translation>
    </message>
    <message>
        <source>Compare allocations</source>
        <translation>分解方案比选</translation>
    </message>
    <message>
        <source>Methods (none: all whose fields are chosen)</source>
        <translation>方法（不选：字段齐全的全部方法）</translation>
    </message>
    <message>
        <source>Methods side by side</source>
        <translation>方法对照</translation>
    </message>
    <message>
        <source>Methods that can be carried out</source>
        <translation>可实行的方法数</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Ways of sharing a target</source>
        <translation>目标分解方案比选</translation>
    </message>
    <message>
        <source>{method}: {reason}</source>
        <translation>{method}：{reason}</translation>
    </message>
</context>
<context>
    <name>CompareZonings</name>
    <message>
        <source>Both zonings are of one date: nothing improves or worsens</source>
        <translation>两种分区为同一时点：不论改善或恶化</translation>
    </message>
    <message>
        <source>Carbon exceedance q_c</source>
        <translation>碳超标倍数 q_c</translation>
    </message>
    <message>
        <source>Compare zonings</source>
        <translation>分区比较</translation>
    </message>
    <message>
        <source>Contingency table</source>
        <translation>列联表</translation>
    </message>
    <message>
        <source>First zoning standard</source>
        <translation>第一个分区标准</translation>
    </message>
    <message>
        <source>Improvement index (by area)</source>
        <translation>改善指数（按面积）</translation>
    </message>
    <message>
        <source>Kappa (by units)</source>
        <translation>Kappa（按单元）</translation>
    </message>
    <message>
        <source>Measures of agreement</source>
        <translation>一致性指标</translation>
    </message>
    <message>
        <source>Only units whose class differs</source>
        <translation>仅类别不同的单元</translation>
    </message>
    <message>
        <source>Other zoning standard</source>
        <translation>另一个分区标准</translation>
    </message>
    <message>
        <source>Overall agreement (share of the units)</source>
        <translation>总体一致率（占单元的比例）</translation>
    </message>
    <message>
        <source>Pollution exceedance q_p</source>
        <translation>污染超标倍数 q_p</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Units whose class differs</source>
        <translation>类别不同的单元</translation>
    </message>
    <message>
        <source>Units with both classes</source>
        <translation>两个类别并列的单元</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>two class fields of the layer</source>
        <translation>同一图层的两个类别字段</translation>
    </message>
    <message>
        <source>two layers, joined by unit code</source>
        <translation>两个图层，按单元代码连接</translation>
    </message>
    <message>
        <source>two zoning standards on the same exceedances</source>
        <translation>同一超标倍数上的两个分区标准</translation>
    </message>
</context>
<context>
    <name>ControlLines</name>
    <message>
        <source>Ecological red line</source>
        <translation>生态保护红线</translation>
    </message>
    <message>
        <source>Field that tells the core of protected areas</source>
        <translation>指明自然保护地核心区的字段</translation>
    </message>
    <message>
        <source>Field with its kind (03 is the special-use zone)</source>
        <translation>类型字段（03 为特别用途区）</translation>
    </message>
    <message>
        <source>Field with the name of the planning zone</source>
        <translation>规划分区名称字段</translation>
    </message>
    <message>
        <source>Marine development and use zones</source>
        <translation>海洋开发利用空间</translation>
    </message>
    <message>
        <source>Marine ecological red line</source>
        <translation>海洋生态保护红线</translation>
    </message>
    <message>
        <source>Permanent basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <source>Planning zones</source>
        <translation>规划分区</translation>
    </message>
    <message>
        <source>Sea mask (seaward of the coastline)</source>
        <translation>海域范围（海岸线向海一侧）</translation>
    </message>
    <message>
        <source>Urban development boundary</source>
        <translation>城镇开发边界</translation>
    </message>
    <message>
        <source>Values that mean the core</source>
        <translation>表示核心区的取值</translation>
    </message>
    <message>
        <source>{count} of {all} polygons of {layer} are core areas.</source>
        <translation>{layer} 的 {all} 个面中有 {count} 个为核心区。</translation>
    </message>
</context>
<context>
    <name>ControlUnits</name>
    <message>
        <source>Area that went to another sub-zone (ha)</source>
        <translation>归入其他亚区的面积（公顷）</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Control units</source>
        <translation>管控单元</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Field with the code of the administrative unit</source>
        <translation>行政单元代码字段</translation>
    </message>
    <message>
        <source>Field with the sub-zone</source>
        <translation>亚区字段</translation>
    </message>
    <message>
        <source>Language of names and measures</source>
        <translation>名称和措施的语言</translation>
    </message>
    <message>
        <source>Maximum area (ha; 0: none)</source>
        <translation>最大面积（公顷；0 为不限）</translation>
    </message>
    <message>
        <source>Minimum area (ha)</source>
        <translation>最小面积（公顷）</translation>
    </message>
    <message>
        <source>Number of control units</source>
        <translation>管控单元个数</translation>
    </message>
    <message>
        <source>Slivers</source>
        <translation>碎屑个数</translation>
    </message>
    <message>
        <source>Slivers that always go to a neighbour, up to (m²)</source>
        <translation>一律并入邻块的碎屑上限（平方米）</translation>
    </message>
    <message>
        <source>Smooth borders, detours up to (m; 0: as they are)</source>
        <translation>平滑边界，拉直不超过此值的曲折（米；0 为不变）</translation>
    </message>
    <message>
        <source>Sub-zones</source>
        <translation>管治亚区</translation>
    </message>
    <message>
        <source>Units above the maximum area</source>
        <translation>大于最大面积的单元个数</translation>
    </message>
    <message>
        <source>Units below the minimum area</source>
        <translation>小于最小面积的单元个数</translation>
    </message>
    <message>
        <source>or: administrative units</source>
        <translation>或：行政单元</translation>
    </message>
    <message>
        <source>that of QGIS</source>
        <translation>与 QGIS 一致</translation>
    </message>
    <message>
        <source>with: field with their code</source>
        <translation>其中：代码字段</translation>
    </message>
    <message>
        <source>{count} control units; {slivers} slivers, {merged} patches went to a neighbour, {cut} units were cut.</source>
        <translation>管控单元 {count} 个；碎屑 {slivers} 个，{merged} 个斑块并入邻块，{cut} 个单元被切分。</translation>
    </message>
</context>
<context>
    <name>CountTask</name>
    <message>
        <source>Counting the classes of {layer}</source>
        <translation>正在统计 {layer} 的类别</translation>
    </message>
    <message>
        <source>it was cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>CreateRegister</name>
    <message>
        <source>Bring a register that is there up to date</source>
        <translation>升级已有台账</translation>
    </message>
    <message>
        <source>CRS of the units</source>
        <translation>单元坐标参考系</translation>
    </message>
    <message>
        <source>Create register</source>
        <translation>新建台账</translation>
    </message>
    <message>
        <source>Indicators to begin with</source>
        <translation>初始指标</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Number of indicators</source>
        <translation>指标个数</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Table of your own indicators</source>
        <translation>自有指标表</translation>
    </message>
    <message>
        <source>The register was of version {version}; a backup lies in {backup}.</source>
        <translation>台账原为版本 {version}；备份在 {backup}。</translation>
    </message>
    <message>
        <source>The register {place} was made, with {count} indicators.</source>
        <translation>已建立台账 {place}，含 {count} 个指标。</translation>
    </message>
    <message>
        <source>These and the official lists of every level</source>
        <translation>以上指标及各级官方指标清单</translation>
    </message>
    <message>
        <source>Those that hold at all levels, and bases for weights</source>
        <translation>各级通用指标及权重基础指标</translation>
    </message>
    <message>
        <source>Title of the register</source>
        <translation>台账名称</translation>
    </message>
    <message>
        <source>Version of the schema</source>
        <translation>结构版本</translation>
    </message>
</context>
<context>
    <name>CrosswalkCodes</name>
    <message>
        <source>Classes that may be several others</source>
        <translation>可能对应多个地类</translation>
    </message>
    <message>
        <source>Classes without a counterpart</source>
        <translation>没有对应的地类</translation>
    </message>
    <message>
        <source>Codes are those of</source>
        <translation>代码所属体系</translation>
    </message>
    <message>
        <source>Codes that the classification does not know</source>
        <translation>该体系不认识的代码</translation>
    </message>
    <message>
        <source>Codes that the first classification does not know</source>
        <translation>原体系不认识的代码</translation>
    </message>
    <message>
        <source>Codes with their translations</source>
        <translation>代码及其转换</translation>
    </message>
    <message>
        <source>Features whose code stays open</source>
        <translation>代码未定的要素</translation>
    </message>
    <message>
        <source>Features with a translated code</source>
        <translation>已转换代码的要素</translation>
    </message>
    <message>
        <source>Features without a code</source>
        <translation>没有代码的要素</translation>
    </message>
    <message>
        <source>Field with land-use codes</source>
        <translation>地类代码字段</translation>
    </message>
    <message>
        <source>Field with the area in ha (empty: measured)</source>
        <translation>以公顷计的面积字段（留空：量算）</translation>
    </message>
    <message>
        <source>Parcels or table</source>
        <translation>图斑或表</translation>
    </message>
    <message>
        <source>Parcels with translated codes</source>
        <translation>转换代码后的图斑</translation>
    </message>
    <message>
        <source>Part of a class</source>
        <translation>地类的一部分</translation>
    </message>
    <message>
        <source>The same class</source>
        <translation>同一地类</translation>
    </message>
    <message>
        <source>Their area (ha)</source>
        <translation>其面积（公顷）</translation>
    </message>
    <message>
        <source>Told by a wider class</source>
        <translation>由上位类推得</translation>
    </message>
    <message>
        <source>Translate into</source>
        <translation>转换为</translation>
    </message>
    <message>
        <source>Translate land-use codes</source>
        <translation>地类代码转换</translation>
    </message>
    <message>
        <source>leave open, and list the candidates</source>
        <translation>不定，并列出候选</translation>
    </message>
    <message>
        <source>leave open, and list them</source>
        <translation>不定，并列出</translation>
    </message>
    <message>
        <source>stop and list them</source>
        <translation>停止并列出</translation>
    </message>
    <message>
        <source>take the first candidate, and list them</source>
        <translation>取第一个候选，并列出</translation>
    </message>
    <message>
        <source>{what}: {count} features of the field {field}.</source>
        <translation>{what}：字段 {field} 的 {count} 个要素。</translation>
    </message>
</context>
<context>
    <name>DashboardRows</name>
    <message>
        <source>Indicator of the warning</source>
        <translation>预警的指标</translation>
    </message>
    <message>
        <source>Polygons of the units, of any level</source>
        <translation>单元面（任一层级）</translation>
    </message>
    <message>
        <source>Tasks (output of feedbackregister)</source>
        <translation>任务（feedbackregister 的结果）</translation>
    </message>
    <message>
        <source>Unit code of the polygons</source>
        <translation>面图层的单元代码</translation>
    </message>
    <message>
        <source>Unit code of the warning</source>
        <translation>预警的单元代码</translation>
    </message>
    <message>
        <source>Warning level</source>
        <translation>预警等级</translation>
    </message>
    <message>
        <source>Warnings (output of earlywarning)</source>
        <translation>预警（earlywarning 的结果）</translation>
    </message>
    <message>
        <source>Year of the warning</source>
        <translation>预警的年份</translation>
    </message>
</context>
<context>
    <name>DataQuality</name>
    <message>
        <source>Amounts</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Completeness (%)</source>
        <translation>完整性（%）</translation>
    </message>
    <message>
        <source>Coverage of the units (%)</source>
        <translation>单元覆盖性（%）</translation>
    </message>
    <message>
        <source>Data quality</source>
        <translation>数据质量</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Field above</source>
        <translation>分子字段</translation>
    </message>
    <message>
        <source>Field below</source>
        <translation>分母字段</translation>
    </message>
    <message>
        <source>Field with the confidence</source>
        <translation>可信度字段</translation>
    </message>
    <message>
        <source>Fields that say where numbers come from</source>
        <translation>说明数字来源的字段</translation>
    </message>
    <message>
        <source>Fields, separated by ;</source>
        <translation>字段，用 ; 分隔</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Further fields that tell rows apart (sector, source)</source>
        <translation>其他区分行的字段（部门、来源）</translation>
    </message>
    <message>
        <source>Item (activity, pollutant, indicator)</source>
        <translation>项目（活动、污染物、指标）</translation>
    </message>
    <message>
        <source>Items and fields that may be negative</source>
        <translation>允许为负的项目和字段</translation>
    </message>
    <message>
        <source>Its unit</source>
        <translation>其单位</translation>
    </message>
    <message>
        <source>Largest change from year to year (times)</source>
        <translation>相邻年份最大变化（倍）</translation>
    </message>
    <message>
        <source>Layer of the units that there should be</source>
        <translation>应有单元的图层</translation>
    </message>
    <message>
        <source>Magnitudes (a field over another)</source>
        <translation>量级（一个字段除以另一个）</translation>
    </message>
    <message>
        <source>Relation (quotient, sum, closes, span, growth)</source>
        <translation>关系（quotient、sum、closes、span、growth）</translation>
    </message>
    <message>
        <source>Relations between fields of a row</source>
        <translation>同一行字段之间的关系</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Rule ({rules})</source>
        <translation>规则（{rules}）</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Table or layer to be judged</source>
        <translation>要评价的表或图层</translation>
    </message>
    <message>
        <source>Tolerance in % (empty: 1)</source>
        <translation>容许偏差，%（留空为 1）</translation>
    </message>
    <message>
        <source>Traceability (%)</source>
        <translation>可追溯性（%）</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Unit of the amounts</source>
        <translation>数量单位</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years (empty: all)</source>
        <translation>年份（留空为全部）</translation>
    </message>
    <message>
        <source>{errors} errors, {warnings} warnings; completeness {complete}, coverage {covered}, traceability {traced}.</source>
        <translation>错误 {errors} 处，提示 {warnings} 处；完整性 {complete}，覆盖性 {covered}，可追溯性 {traced}。</translation>
    </message>
</context>
<context>
    <name>Diagram</name>
    <message>
        <source>&amp;Apply…</source>
        <translation>应用(&amp;A)…</translation>
    </message>
    <message>
        <source>Back to the present thresholds</source>
        <translation>恢复现行阈值</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>图解</translation>
    </message>
    <message>
        <source>Drag over points to select their units, with Ctrl to add them. Drag a coloured line, or use the arrow keys (finer with Shift), to try another threshold. Wheel, + and − zoom, the middle button moves, Home shows everything, Escape clears the selection.</source>
        <translation>拖框选中点对应的单元，按住 Ctrl 追加选择。拖动彩色线或用方向键（按住 Shift 微调）试用其他阈值。滚轮、+ 和 − 缩放，鼠标中键平移，Home 显示全部，Esc 清除选择。</translation>
    </message>
    <message>
        <source>Now: by the present thresholds. Then: by those that are tried.</source>
        <translation>现行：按现行阈值；试算：按试用阈值。</translation>
    </message>
    <message>
        <source>Open the six-class zoning, filled as it was run for this layer, with these thresholds; for layers of six classes, not for pieces of sub-zones</source>
        <translation>打开六类分区算法，按本图层的运行参数填好，并采用上述阈值；仅用于六类分区图层，不用于管治亚区图斑</translation>
    </message>
    <message>
        <source>Select the units that change class</source>
        <translation>选中类别会改变的单元</translation>
    </message>
    <message>
        <source>Show all units</source>
        <translation>显示全部单元</translation>
    </message>
    <message>
        <source>Strong threshold of carbon</source>
        <translation>碳强超标阈值</translation>
    </message>
    <message>
        <source>Strong threshold of pollution</source>
        <translation>污染强超标阈值</translation>
    </message>
    <message>
        <source>The diagram needs the exceedances of carbon and pollution: fields u and v, or q_c and q_p, as the six-class zoning writes them. This layer has none.</source>
        <translation>图解需要碳超标与污染超标字段：六类分区写出的 u 和 v，或 q_c 和 q_p。本图层没有这些字段。</translation>
    </message>
    <message>
        <source>The layer has no units.</source>
        <translation>图层没有单元。</translation>
    </message>
    <message>
        <source>The layer is being read…</source>
        <translation>正在读取图层…</translation>
    </message>
    <message>
        <source>Units and areas by class, now and then</source>
        <translation>各类单元数与面积：现行与试算</translation>
    </message>
    <message>
        <source>Units by their exceedance of carbon and pollution</source>
        <translation>按碳超标和污染超标分布的单元</translation>
    </message>
    <message>
        <source>Units by their exceedance of carbon and pollution; try other thresholds</source>
        <translation>按碳超标和污染超标分布的单元；可试用其他阈值</translation>
    </message>
    <message>
        <source>Units that change class: {count} ({area} {unit}).</source>
        <translation>类别将改变的单元：{count} 个（{area} {unit}）。</translation>
    </message>
    <message>
        <source>Zoom the map to the selected units</source>
        <translation>地图缩放到选中的单元</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>then</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>u: carbon, as a multiple of τ</source>
        <translation>u：碳超标（τ 的倍数）</translation>
    </message>
    <message>
        <source>v: pollution, as a multiple of τ</source>
        <translation>v：污染超标（τ 的倍数）</translation>
    </message>
    <message>
        <source>{count} units have another class in the layer than u and v give by this rule; they are compared by the rule.</source>
        <translation>{count} 个单元在图层中的类别与按本规则由 u、v 判定的不同；此处按规则比较。</translation>
    </message>
    <message>
        <source>{count} units have no place in the diagram (ND).</source>
        <translation>{count} 个单元无数据（ND），不在图中。</translation>
    </message>
    <message>
        <source>{unit} now</source>
        <translation>{unit}（现行）</translation>
    </message>
    <message>
        <source>{unit} then</source>
        <translation>{unit}（试算）</translation>
    </message>
</context>
<context>
    <name>EarlyWarning</name>
    <message>
        <source>A trend counts</source>
        <translation>趋势的认定</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>上期</translation>
    </message>
    <message>
        <source>Benchmark where the target is 0</source>
        <translation>目标为 0 时的基准值</translation>
    </message>
    <message>
        <source>Better than in the period before</source>
        <translation>较上期改善</translation>
    </message>
    <message>
        <source>Critical band kappa, where the list of indicators has none</source>
        <translation>临界区间 κ（指标表没有时采用）</translation>
    </message>
    <message>
        <source>Deviation d</source>
        <translation>偏离度 d</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽样次数</translation>
    </message>
    <message>
        <source>Field with the benchmark where the target is 0</source>
        <translation>目标为 0 时的基准值字段</translation>
    </message>
    <message>
        <source>Five-level warning</source>
        <translation>五级预警</translation>
    </message>
    <message>
        <source>Judge by the next node of the plan, not by the path</source>
        <translation>按规划下一节点评价，而不按路径</translation>
    </message>
    <message>
        <source>Level of significance</source>
        <translation>显著性水平</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>压力趋势</translation>
    </message>
    <message>
        <source>Probabilities apply the same rule to draws of the whole series within its uncertainty.</source>
        <translation>概率是在不确定性范围内对整个序列抽样、按同一规则判定的结果。</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Share of the variance that all years have in common</source>
        <translation>各年共有的方差比例</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values (rows: one field; else the field of every year)</source>
        <translation>数值（长表选一个字段，宽表选各年字段）</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>Warnings of all years</source>
        <translation>历年预警</translation>
    </message>
    <message>
        <source>Warnings, the worst first</source>
        <translation>预警（由差到好）</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>应采取的措施</translation>
    </message>
    <message>
        <source>Worse than in the period before</source>
        <translation>较上期变差</translation>
    </message>
    <message>
        <source>Worst warning of every unit</source>
        <translation>各单元最差预警</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Year (empty: the last)</source>
        <translation>年份（留空为最后一年）</translation>
    </message>
    <message>
        <source>Year of the period before (empty: the year with values before)</source>
        <translation>上期年份（留空为此前有数值的年份）</translation>
    </message>
    <message>
        <source>Years of the trend</source>
        <translation>判断趋势的年数</translation>
    </message>
    <message>
        <source>by the sign of the slope (Theil-Sen)</source>
        <translation>按斜率正负（Theil-Sen）</translation>
    </message>
    <message>
        <source>d = (value − target) / |target| for ceilings, (target − value) / |target| for floors. Above 0: red where the pressure grows, else orange; down to −kappa: yellow where it grows, else blue; below: green.</source>
        <translation>上限 d =（数值 − 目标）/ |目标|，下限 d =（目标 − 数值）/ |目标|。大于 0：压力加剧为红色，否则橙色；至 −κ：加剧为黄色，否则蓝色；再低为绿色。</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>where the Mann-Kendall test finds one</source>
        <translation>Mann-Kendall 检验显著时</translation>
    </message>
</context>
<context>
    <name>EmissionFactors</name>
    <message>
        <source>AR4 (methane 25)</source>
        <translation>AR4（甲烷 25）</translation>
    </message>
    <message>
        <source>AR5 (methane 28)</source>
        <translation>AR5（甲烷 28）</translation>
    </message>
    <message>
        <source>AR5 (methane: fossil 30, other 28)</source>
        <translation>AR5（甲烷：化石源 30，其他 28）</translation>
    </message>
    <message>
        <source>AR6 (methane: fossil 29.8, other 27.0)</source>
        <translation>AR6（甲烷：化石源 29.8，其他 27.0）</translation>
    </message>
    <message>
        <source>Add CH4 and N2O of burning fuels (IPCC 2006)</source>
        <translation>计入燃料燃烧的 CH4 与 N2O(IPCC 2006)</translation>
    </message>
    <message>
        <source>Animals are kept</source>
        <translation>牲畜饲养方式</translation>
    </message>
    <message>
        <source>Electricity before the first published average</source>
        <translation>首次公布平均因子之前的电力</translation>
    </message>
    <message>
        <source>Electricity factor of your own (kg CO2/kWh)</source>
        <translation>自定电力因子（kg CO2/kWh）</translation>
    </message>
    <message>
        <source>Electricity factors of your own</source>
        <translation>自定电力因子表</translation>
    </message>
    <message>
        <source>Emission factors of your own</source>
        <translation>自定排放因子表</translation>
    </message>
    <message>
        <source>Factors of agriculture</source>
        <translation>农业因子</translation>
    </message>
    <message>
        <source>Factors of agriculture of your own</source>
        <translation>自定农业因子表</translation>
    </message>
    <message>
        <source>Fuel factors</source>
        <translation>燃料因子</translation>
    </message>
    <message>
        <source>Fuel factors of your own</source>
        <translation>自定燃料因子表</translation>
    </message>
    <message>
        <source>Global warming potentials</source>
        <translation>全球增温潜势</translation>
    </message>
    <message>
        <source>SAR (methane 21)</source>
        <translation>SAR（甲烷 21）</translation>
    </message>
    <message>
        <source>Standard coal coefficients</source>
        <translation>折标准煤系数</translation>
    </message>
    <message>
        <source>TAR (methane 23)</source>
        <translation>TAR（甲烷 23）</translation>
    </message>
    <message>
        <source>Warming potentials of your own</source>
        <translation>自定增温潜势表</translation>
    </message>
    <message>
        <source>by households</source>
        <translation>农户散养</translation>
    </message>
    <message>
        <source>has no factor</source>
        <translation>没有因子</translation>
    </message>
    <message>
        <source>intensively</source>
        <translation>规模化饲养</translation>
    </message>
    <message>
        <source>on pasture</source>
        <translation>放牧</translation>
    </message>
    <message>
        <source>takes the first average (2021)</source>
        <translation>采用首个平均因子（2021）</translation>
    </message>
    <message>
        <source>takes the regional averages of 2011 and 2012</source>
        <translation>采用 2011、2012 年区域电网平均因子</translation>
    </message>
</context>
<context>
    <name>EmissionInventory</name>
    <message>
        <source>Activities (table)</source>
        <translation>活动（表）</translation>
    </message>
    <message>
        <source>Activities without a factor</source>
        <translation>没有因子的活动</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Emission inventory</source>
        <translation>排放清单</translation>
    </message>
    <message>
        <source>Emissions by kind of land</source>
        <translation>按用地类型的排放</translation>
    </message>
    <message>
        <source>Emissions by sector, gas and scope</source>
        <translation>按部门、气体与范围的排放</translation>
    </message>
    <message>
        <source>Emissions in detail</source>
        <translation>排放明细</translation>
    </message>
    <message>
        <source>Emissions of the units</source>
        <translation>单元排放</translation>
    </message>
    <message>
        <source>Layer of the units, to be joined</source>
        <translation>要连接的单元图层</translation>
    </message>
    <message>
        <source>Negative amounts are corrections</source>
        <translation>负数量为更正数</translation>
    </message>
    <message>
        <source>Pollutants of the same activities</source>
        <translation>同一活动的污染物</translation>
    </message>
    <message>
        <source>Power and heat are counted</source>
        <translation>电力与热力的计入方式</translation>
    </message>
    <message>
        <source>Province of the factors (power, rice, animals, fields)</source>
        <translation>因子所属省份（电力、水稻、牲畜、农田）</translation>
    </message>
    <message>
        <source>Rows that repeat another in every column</source>
        <translation>各列均重复的行</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Sectors that make power and heat for others</source>
        <translation>对外供电供热的部门</translation>
    </message>
    <message>
        <source>Total emission (t CO2e)</source>
        <translation>排放总量（t CO2e）</translation>
    </message>
    <message>
        <source>Total with its 95 % interval</source>
        <translation>总量及其 95% 区间</translation>
    </message>
    <message>
        <source>Uncertainty of amounts that have none of their own (%)</source>
        <translation>未注明不确定性的数量采用的不确定性（%）</translation>
    </message>
    <message>
        <source>Uncertainty of the amount (half of the 95 % interval, %)</source>
        <translation>数量的不确定性（95% 区间半宽，%）</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Unit name</source>
        <translation>单元名称</translation>
    </message>
    <message>
        <source>Unit of the amount</source>
        <translation>数量的单位</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years (empty: all)</source>
        <translation>年份（留空：全部）</translation>
    </message>
    <message>
        <source>are added and told</source>
        <translation>相加并说明</translation>
    </message>
    <message>
        <source>are left out and told</source>
        <translation>略去并说明</translation>
    </message>
    <message>
        <source>are left out, listed and flagged</source>
        <translation>略去、列出并标记</translation>
    </message>
    <message>
        <source>consumption</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>or: field with the province</source>
        <translation>或：省份字段</translation>
    </message>
    <message>
        <source>production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>stop the run and are listed</source>
        <translation>停止运行并列出</translation>
    </message>
    <message>
        <source>the nation</source>
        <translation>全国</translation>
    </message>
    <message>
        <source>told from the unit codes</source>
        <translation>由单元代码判断</translation>
    </message>
    <message>
        <source>where they are made (production side)</source>
        <translation>计在生产地（生产侧）</translation>
    </message>
    <message>
        <source>where they are used (consumption side)</source>
        <translation>计在使用地（消费侧）</translation>
    </message>
    <message>
        <source>{count} units and years, {total:.6g} t CO2e in all ({side} side, {gwp}); {tce:.6g} t of standard coal.</source>
        <translation>{count} 个单元与年份，共 {total:.6g} t CO2e（{side} 侧，{gwp}）；标准煤 {tce:.6g} t。</translation>
    </message>
</context>
<context>
    <name>Estimates</name>
    <message>
        <source>{count} quantities or cells were combined.</source>
        <translation>共合并 {count} 个量或像元。</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Preview now</source>
        <translation>立即预览(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>标题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Units</source>
        <translation>单元(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>成果(&amp;W)</translation>
    </message>
    <message>
        <source>All option&amp;s…</source>
        <translation>全部选项(&amp;S)…</translation>
    </message>
    <message>
        <source>Boundaries and names of administrative units; an atlas has a page for each</source>
        <translation>行政单元的边界和名称；图集每个单元一页</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Choose the administrative units that get a page each.</source>
        <translation>请选择要各占一页的行政单元。</translation>
    </message>
    <message>
        <source>Choose the table with the values of indicators. Add the table of the register to the project.</source>
        <translation>请选择指标值表。请将台账中的表加入工程。</translation>
    </message>
    <message>
        <source>Colours of the classes; the print palette is for black-and-white print</source>
        <translation>各类的颜色；印刷配色用于黑白打印</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export: {what}</source>
        <translation>导出：{what}</translation>
    </message>
    <message>
        <source>Field with the name of the unit</source>
        <translation>单元名称字段</translation>
    </message>
    <message>
        <source>Fol&amp;der</source>
        <translation>文件夹(&amp;D)</translation>
    </message>
    <message>
        <source>Folder of the output</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <source>Folder that the output goes to</source>
        <translation>成果存放的文件夹</translation>
    </message>
    <message>
        <source>Format of the file</source>
        <translation>文件格式</translation>
    </message>
    <message>
        <source>Give a folder and a name.</source>
        <translation>请给出文件夹和名称。</translation>
    </message>
    <message>
        <source>Hie&amp;rarchy</source>
        <translation>层级(&amp;R)</translation>
    </message>
    <message>
        <source>La&amp;yers</source>
        <translation>图层(&amp;Y)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>Language of what is written</source>
        <translation>成果的语言</translation>
    </message>
    <message>
        <source>Layers and tables that go in; tick them with the space bar</source>
        <translation>要放入的图层和表；用空格键勾选</translation>
    </message>
    <message>
        <source>Make the preview anew</source>
        <translation>重新生成预览</translation>
    </message>
    <message>
        <source>Make the preview anew after every change; untick it for very large layers</source>
        <translation>每次更改后重新生成预览；图层很大时可取消勾选</translation>
    </message>
    <message>
        <source>Maps, atlases, reports, tables, packages and dashboards, with a preview</source>
        <translation>地图、图集、报告、表格、数据包和看板，带预览</translation>
    </message>
    <message>
        <source>Name of the file, or of the folder where there are several</source>
        <translation>文件名；有多个文件时为文件夹名</translation>
    </message>
    <message>
        <source>No layer of the project has classes or other results of ours. Open one, or run a step.</source>
        <translation>工程中没有带分区类别或本插件其他成果的图层。请打开一个，或先运行一个步骤。</translation>
    </message>
    <message>
        <source>Open the algorithm, filled in as here, with all it can do</source>
        <translation>打开算法对话框，已按此处填好，含全部选项</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open the first page</source>
        <translation>打开第一页</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Page </source>
        <translation>页 </translation>
    </message>
    <message>
        <source>Pol&amp;ygons</source>
        <translation>多边形(&amp;Y)</translation>
    </message>
    <message>
        <source>Polygons of the units, for the map of warnings</source>
        <translation>单元的多边形，用于预警图</translation>
    </message>
    <message>
        <source>Pre&amp;view as I choose</source>
        <translation>随选择预览(&amp;V)</translation>
    </message>
    <message>
        <source>Preview of the page</source>
        <translation>页面预览</translation>
    </message>
    <message>
        <source>Preview of the text</source>
        <translation>文本预览</translation>
    </message>
    <message>
        <source>Preview: {what}</source>
        <translation>预览：{what}</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Size of the sheet</source>
        <translation>纸张大小</translation>
    </message>
    <message>
        <source>Stop; no half file is left behind</source>
        <translation>停止；不会留下写了一半的文件</translation>
    </message>
    <message>
        <source>Tas&amp;ks</source>
        <translation>任务(&amp;K)</translation>
    </message>
    <message>
        <source>Tasks, the output of feedbackregister</source>
        <translation>任务，即 feedbackregister 的输出</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>导出已取消。</translation>
    </message>
    <message>
        <source>The folder {name} has files. Replace those of the same names?</source>
        <translation>文件夹 {name} 中已有文件。要替换同名文件吗？</translation>
    </message>
    <message>
        <source>The layer that is shown; it follows the one of the panel</source>
        <translation>要显示的图层；随面板的图层而变</translation>
    </message>
    <message>
        <source>The preview is being made…</source>
        <translation>正在生成预览……</translation>
    </message>
    <message>
        <source>The preview was cancelled.</source>
        <translation>预览已取消。</translation>
    </message>
    <message>
        <source>Tick the layers that are to go in.</source>
        <translation>请勾选要放入的图层。</translation>
    </message>
    <message>
        <source>Title on the sheet, kept with the layer; the map of the tab Map bears it too</source>
        <translation>图面标题，随图层保存；“地图”页导出的地图也用它</translation>
    </message>
    <message>
        <source>Units with their parents; without it, administrative codes tell</source>
        <translation>单元及其上级；不给时按行政区划代码判断</translation>
    </message>
    <message>
        <source>Val&amp;ues</source>
        <translation>指标值(&amp;U)</translation>
    </message>
    <message>
        <source>Values of indicators, from the register: unit_code, value, year, kind</source>
        <translation>台账中的指标值：unit_code、value、year、kind</translation>
    </message>
    <message>
        <source>Warn&amp;ings</source>
        <translation>预警(&amp;I)</translation>
    </message>
    <message>
        <source>Warnings, the output of earlywarning</source>
        <translation>预警，即 earlywarning 的输出</translation>
    </message>
    <message>
        <source>What is made; each is also an algorithm of the toolbox</source>
        <translation>要生成的成果；每一种也是工具箱中的算法</translation>
    </message>
    <message>
        <source>Which page the preview shows</source>
        <translation>预览显示第几页</translation>
    </message>
    <message>
        <source>Write the output in the background</source>
        <translation>在后台写出成果</translation>
    </message>
    <message>
        <source>{layers}: edits that are not saved are not in it.</source>
        <translation>{layers}：未保存的编辑不在成果中。</translation>
    </message>
    <message>
        <source>{name} exists. Replace it?</source>
        <translation>{name} 已存在。要替换吗？</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} 已不存在。</translation>
    </message>
    <message>
        <source>{name} was written.</source>
        <translation>已写出 {name}。</translation>
    </message>
</context>
<context>
    <name>ExportPackage</name>
    <message>
        <source>Checksum of the file (SHA-256)</source>
        <translation>文件校验码（SHA-256）</translation>
    </message>
    <message>
        <source>Export report package</source>
        <translation>导出上报包</translation>
    </message>
    <message>
        <source>Indicators, separated by commas (empty: all)</source>
        <translation>指标，用逗号分隔（空为全部）</translation>
    </message>
    <message>
        <source>Kinds of values</source>
        <translation>数值类型</translation>
    </message>
    <message>
        <source>Number of values</source>
        <translation>数值个数</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>上报包</translation>
    </message>
    <message>
        <source>Sender (empty: user of this computer)</source>
        <translation>上报人（空为本机用户）</translation>
    </message>
    <message>
        <source>Unit that reports (code)</source>
        <translation>上报单元（代码）</translation>
    </message>
    <message>
        <source>With the polygons of the units</source>
        <translation>附带单元图形</translation>
    </message>
    <message>
        <source>Years (empty: all)</source>
        <translation>年份（空为全部）</translation>
    </message>
    <message>
        <source>{count} values of {units} units for {years} were packed; pass {file} on with the JSON beside it.</source>
        <translation>已打包 {units} 个单元 {years} 年的 {count} 个数值；请将 {file} 与旁边的 JSON 一并传送。</translation>
    </message>
</context>
<context>
    <name>FactorTables</name>
    <message>
        <source>Editable copy of the table</source>
        <translation>可编辑的表副本</translation>
    </message>
    <message>
        <source>Edited table to be checked</source>
        <translation>要检查的已编辑表</translation>
    </message>
    <message>
        <source>Factor tables</source>
        <translation>因子表</translation>
    </message>
    <message>
        <source>Faults of the edited table</source>
        <translation>已编辑表的错误</translation>
    </message>
    <message>
        <source>List of tables and schemes</source>
        <translation>表与方案清单</translation>
    </message>
    <message>
        <source>Number of faults</source>
        <translation>错误数</translation>
    </message>
    <message>
        <source>Publications behind the tables</source>
        <translation>各表所据文献</translation>
    </message>
    <message>
        <source>Report of the check</source>
        <translation>检查报告</translation>
    </message>
    <message>
        <source>Rows that were exported</source>
        <translation>导出的行</translation>
    </message>
    <message>
        <source>Scheme (empty: all)</source>
        <translation>方案（留空：全部）</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>The table {file} has no faults.</source>
        <translation>表 {file} 没有错误。</translation>
    </message>
    <message>
        <source>agriculture</source>
        <translation>农业</translation>
    </message>
    <message>
        <source>all tables (list only)</source>
        <translation>全部表（仅清单）</translation>
    </message>
    <message>
        <source>carbon densities</source>
        <translation>碳密度</translation>
    </message>
    <message>
        <source>electricity</source>
        <translation>电力</translation>
    </message>
    <message>
        <source>emission factors of waste and others</source>
        <translation>废弃物及其他排放因子</translation>
    </message>
    <message>
        <source>export coefficients of land (template)</source>
        <translation>土地输出系数（模板）</translation>
    </message>
    <message>
        <source>fuels</source>
        <translation>燃料</translation>
    </message>
    <message>
        <source>global warming potentials</source>
        <translation>全球增温潜势</translation>
    </message>
    <message>
        <source>industries</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>land-use carbon coefficients</source>
        <translation>土地利用碳系数</translation>
    </message>
    <message>
        <source>land-use classes</source>
        <translation>地类</translation>
    </message>
    <message>
        <source>pollution equivalents</source>
        <translation>污染当量</translation>
    </message>
    <message>
        <source>pollution standards</source>
        <translation>污染物标准</translation>
    </message>
    <message>
        <source>products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>sink rates</source>
        <translation>碳汇速率</translation>
    </message>
    <message>
        <source>uncertainties</source>
        <translation>不确定性</translation>
    </message>
    <message>
        <source>{count} rows of {table} were written to {path}.</source>
        <translation>已将 {table} 的 {count} 行写入 {path}。</translation>
    </message>
</context>
<context>
    <name>FeedbackRegister</name>
    <message>
        <source>Changes of state</source>
        <translation>状态变更</translation>
    </message>
    <message>
        <source>Day of the register, such as 2025-03-01 (empty: today)</source>
        <translation>台账日期，如 2025-03-01（留空为今天）</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Days until the deadline, by warning level</source>
        <translation>各预警等级的完成天数</translation>
    </message>
    <message>
        <source>Feedback register</source>
        <translation>反馈台账</translation>
    </message>
    <message>
        <source>New tasks</source>
        <translation>新任务数</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Tasks that are not closed</source>
        <translation>未办结任务数</translation>
    </message>
    <message>
        <source>Tasks that are overdue</source>
        <translation>逾期任务数</translation>
    </message>
    <message>
        <source>Warning level</source>
        <translation>预警等级</translation>
    </message>
    <message>
        <source>Warnings that make tasks are</source>
        <translation>生成任务的预警等级</translation>
    </message>
    <message>
        <source>blue and worse</source>
        <translation>蓝色及以上</translation>
    </message>
    <message>
        <source>orange and red</source>
        <translation>橙色和红色</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>yellow and worse</source>
        <translation>黄色及以上</translation>
    </message>
    <message>
        <source>{count} tasks, {new} of them new; {moves} changes of state.</source>
        <translation>共 {count} 项任务，其中新任务 {new} 项；状态变更 {moves} 次。</translation>
    </message>
</context>
<context>
    <name>FourSpaces</name>
    <message>
        <source>Add the sea outside the land-use polygons</source>
        <translation>补充土地利用面以外的海域</translation>
    </message>
    <message>
        <source>Area by space (ha): {areas}</source>
        <translation>各空间面积（公顷）：{areas}</translation>
    </message>
    <message>
        <source>Area in conflict (ha)</source>
        <translation>冲突面积（公顷）</translation>
    </message>
    <message>
        <source>Area without a space (ha)</source>
        <translation>无空间面积（公顷）</translation>
    </message>
    <message>
        <source>Areas by space</source>
        <translation>各空间面积</translation>
    </message>
    <message>
        <source>Conflicts of control lines</source>
        <translation>控制线冲突</translation>
    </message>
    <message>
        <source>Doubtful land classes that take their alternative space</source>
        <translation>采用备选空间的存疑地类</translation>
    </message>
    <message>
        <source>Four spaces</source>
        <translation>四类空间</translation>
    </message>
    <message>
        <source>Land-use polygons</source>
        <translation>土地利用面</translation>
    </message>
    <message>
        <source>Measure overlaps of land-use polygons</source>
        <translation>量算土地利用面的重叠</translation>
    </message>
    <message>
        <source>Overlap of the land-use polygons (ha)</source>
        <translation>土地利用面重叠（公顷）</translation>
    </message>
    <message>
        <source>Sea outside the land-use polygons: {area} ha in {count} pieces.</source>
        <translation>土地利用面以外的海域：{area} 公顷，{count} 块。</translation>
    </message>
    <message>
        <source>Slivers that are not cut off, up to (m²)</source>
        <translation>不切分的碎条，不超过（m²）</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Special-use zone of the urban boundary</source>
        <translation>城镇开发边界的特别用途区</translation>
    </message>
    <message>
        <source>ecological space</source>
        <translation>生态空间</translation>
    </message>
    <message>
        <source>urban space</source>
        <translation>城镇空间</translation>
    </message>
</context>
<context>
    <name>FourSpacesRaster</name>
    <message>
        <source>Area by space (ha): {areas}</source>
        <translation>各空间面积（公顷）：{areas}</translation>
    </message>
    <message>
        <source>Area in conflict (ha)</source>
        <translation>冲突面积（公顷）</translation>
    </message>
    <message>
        <source>Area without a space (ha)</source>
        <translation>无空间面积（公顷）</translation>
    </message>
    <message>
        <source>Areas by space</source>
        <translation>各空间面积</translation>
    </message>
    <message>
        <source>Conflicts of control lines</source>
        <translation>控制线冲突</translation>
    </message>
    <message>
        <source>Four spaces (raster)</source>
        <translation>四类空间（栅格）</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Special-use zone of the urban boundary</source>
        <translation>城镇开发边界的特别用途区</translation>
    </message>
    <message>
        <source>ecological space</source>
        <translation>生态空间</translation>
    </message>
    <message>
        <source>urban space</source>
        <translation>城镇空间</translation>
    </message>
</context>
<context>
    <name>GapRows</name>
    <message>
        <source>Base year (empty: the first)</source>
        <translation>基期年（留空取最早）</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Emissions or loads by unit, sector, enterprise and year</source>
        <translation>按单元、部门、企业和年份的排放或负荷</translation>
    </message>
    <message>
        <source>Energy use of the sector (LMDI)</source>
        <translation>部门能源消费（LMDI）</translation>
    </message>
    <message>
        <source>Enterprise (blank: the rest of the sector)</source>
        <translation>企业（空白：部门其余部分）</translation>
    </message>
    <message>
        <source>GDP or output of the sector (LMDI)</source>
        <translation>部门 GDP 或产值（LMDI）</translation>
    </message>
    <message>
        <source>Indicator of the warning</source>
        <translation>预警的指标</translation>
    </message>
    <message>
        <source>Indicator or pollutant (empty: all rows are one)</source>
        <translation>指标或污染物（留空：全部行为同一项）</translation>
    </message>
    <message>
        <source>Population of the unit (LMDI)</source>
        <translation>单元人口（LMDI）</translation>
    </message>
    <message>
        <source>Sector or source</source>
        <translation>部门或来源</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Trace only this indicator or pollutant</source>
        <translation>只追溯此指标或污染物</translation>
    </message>
    <message>
        <source>Trace warnings that are</source>
        <translation>追溯的预警等级</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code of the warning</source>
        <translation>预警的单元代码</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Warning level</source>
        <translation>预警等级</translation>
    </message>
    <message>
        <source>Warnings or targets by unit (empty: the change is traced)</source>
        <translation>按单元的预警或目标（留空：追溯变化）</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Year of the warning (empty: the last)</source>
        <translation>预警年份（留空取最近）</translation>
    </message>
    <message>
        <source>blue and worse</source>
        <translation>蓝色及以上</translation>
    </message>
    <message>
        <source>or: one target for every unit</source>
        <translation>或：各单元共用目标</translation>
    </message>
    <message>
        <source>orange and red</source>
        <translation>橙色和红色</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>too little is the trouble (sinks, cropland)</source>
        <translation>过少为问题（碳汇、耕地）</translation>
    </message>
    <message>
        <source>too much is the trouble (emissions, loads)</source>
        <translation>过多为问题（排放、负荷）</translation>
    </message>
    <message>
        <source>yellow and worse</source>
        <translation>黄色及以上</translation>
    </message>
</context>
<context>
    <name>GlobalAutocorrelation</name>
    <message>
        <source>Expected</source>
        <translation>期望值</translation>
    </message>
    <message>
        <source>Geary's C</source>
        <translation>Geary C</translation>
    </message>
    <message>
        <source>Geary's C of the first field</source>
        <translation>第一个字段的 Geary C</translation>
    </message>
    <message>
        <source>General G of the first field</source>
        <translation>第一个字段的全局 G</translation>
    </message>
    <message>
        <source>Global spatial autocorrelation</source>
        <translation>全局空间自相关</translation>
    </message>
    <message>
        <source>Moran's I</source>
        <translation>莫兰指数</translation>
    </message>
    <message>
        <source>Moran's I of the first field</source>
        <translation>第一个字段的莫兰指数</translation>
    </message>
    <message>
        <source>Quantities</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Quantity of the neighbours, for the bivariate I</source>
        <translation>邻居的数量（双变量莫兰指数）</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Row-standardise the weights of I and C</source>
        <translation>对 I 与 C 的权重行标准化</translation>
    </message>
    <message>
        <source>Statistic</source>
        <translation>统计量</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计量</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>What decided</source>
        <translation>判定依据</translation>
    </message>
    <message>
        <source>bivariate Moran's I</source>
        <translation>双变量莫兰指数</translation>
    </message>
    <message>
        <source>general G</source>
        <translation>全局 G</translation>
    </message>
    <message>
        <source>general G (values of 0 or above)</source>
        <translation>全局 G（数值不小于 0）</translation>
    </message>
    <message>
        <source>p (permutations)</source>
        <translation>p（置换）</translation>
    </message>
    <message>
        <source>p (randomisation)</source>
        <translation>p（随机化）</translation>
    </message>
    <message>
        <source>p-value of Moran's I</source>
        <translation>莫兰指数的 p 值</translation>
    </message>
    <message>
        <source>z (randomisation)</source>
        <translation>z（随机化）</translation>
    </message>
    <message>
        <source>{name}: {statistic} = {value}, expected {expected}, p = {p}</source>
        <translation>{name}：{statistic} = {value}，期望 {expected}，p = {p}</translation>
    </message>
</context>
<context>
    <name>GridEmissions</name>
    <message>
        <source>Amount of the point (t)</source>
        <translation>点源数量（t）</translation>
    </message>
    <message>
        <source>Cells hold</source>
        <translation>像元存放</translation>
    </message>
    <message>
        <source>Code of the unit of the point (empty: where it lies)</source>
        <translation>点源所属单元的代码（留空：按位置）</translation>
    </message>
    <message>
        <source>Emissions on a grid</source>
        <translation>排放网格化</translation>
    </message>
    <message>
        <source>Emissions on the grid</source>
        <translation>网格上的排放</translation>
    </message>
    <message>
        <source>Field with the total of the unit (t)</source>
        <translation>单元总量字段（t）</translation>
    </message>
    <message>
        <source>How every unit was spread</source>
        <translation>各单元的分摊方式</translation>
    </message>
    <message>
        <source>Point sources</source>
        <translation>点源</translation>
    </message>
    <message>
        <source>Point sources are</source>
        <translation>点源是</translation>
    </message>
    <message>
        <source>Total on the grid</source>
        <translation>网格总量</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Units with totals</source>
        <translation>带总量的单元</translation>
    </message>
    <message>
        <source>amounts (t per cell)</source>
        <translation>数量（t/像元）</translation>
    </message>
    <message>
        <source>densities (t/ha)</source>
        <translation>密度（t/公顷）</translation>
    </message>
    <message>
        <source>on top of the totals</source>
        <translation>总量之外的</translation>
    </message>
    <message>
        <source>part of the totals (the rest is spread)</source>
        <translation>总量的一部分（其余分摊）</translation>
    </message>
    <message>
        <source>{total:.10g} t lie on the grid, {points:.10g} t of them in points.</source>
        <translation>网格上共 {total:.10g} t，其中点源 {points:.10g} t。</translation>
    </message>
</context>
<context>
    <name>GridProxies</name>
    <message>
        <source>Classes without a weight</source>
        <translation>没有权重的地类</translation>
    </message>
    <message>
        <source>Code in the raster</source>
        <translation>栅格中的代码</translation>
    </message>
    <message>
        <source>Land use (raster of classes)</source>
        <translation>土地利用（类别栅格）</translation>
    </message>
    <message>
        <source>Proxies with a density or intensity (night light)</source>
        <translation>密度或强度类代理变量（夜间灯光）</translation>
    </message>
    <message>
        <source>Proxies with an amount per cell (population)</source>
        <translation>像元数量类代理变量（人口）</translation>
    </message>
    <message>
        <source>Raster whose grid the result has (empty: the first proxy)</source>
        <translation>结果采用其格网的栅格（留空：第一个代理变量）</translation>
    </message>
    <message>
        <source>Rasters on another grid</source>
        <translation>格网不同的栅格</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights of land use, amounts, densities in this order (empty: equal)</source>
        <translation>土地利用、数量、密度依次的权重（留空：相等）</translation>
    </message>
    <message>
        <source>Weights of the classes (per area)</source>
        <translation>地类权重（单位面积）</translation>
    </message>
    <message>
        <source>are brought to it while they are read</source>
        <translation>读取时转到该格网</translation>
    </message>
    <message>
        <source>get nothing, and are listed</source>
        <translation>不分得，并列出</translation>
    </message>
    <message>
        <source>stop and list them</source>
        <translation>停止并列出</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>停止运行</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>1 Carbon accounting</source>
        <translation>1 碳核算</translation>
    </message>
    <message>
        <source>2 Pollution accounting</source>
        <translation>2 污染核算</translation>
    </message>
    <message>
        <source>3 Zoning</source>
        <translation>3 分区</translation>
    </message>
    <message>
        <source>4 Spatial analysis</source>
        <translation>4 空间分析</translation>
    </message>
    <message>
        <source>5 Indicator transmission</source>
        <translation>5 指标传导</translation>
    </message>
    <message>
        <source>6 Monitoring</source>
        <translation>6 监测预警</translation>
    </message>
    <message>
        <source>9 Output</source>
        <translation>9 成果输出</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Carbon &amp; Pollution Zoning: help and about</source>
        <translation>减污降碳分区管治：帮助与关于</translation>
    </message>
    <message>
        <source>Each step is an algorithm of the Processing toolbox; what one gives is what the next one takes. Click a name to open it.</source>
        <translation>每一步都是“处理工具箱”中的一个算法；前一步的结果就是后一步的输入。单击名称即可打开。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 2 or later.</source>
        <translation>自由软件，依 GNU 通用公共许可证第 2 版或更高版本发布。</translation>
    </message>
    <message>
        <source>Not there: {names}. The steps that need them say so and tell how to get them.</source>
        <translation>缺少：{names}。需要它们的步骤会说明并告知如何获取。</translation>
    </message>
    <message>
        <source>Python packages that are there: {names}</source>
        <translation>已有的 Python 包：{names}</translation>
    </message>
    <message>
        <source>QGIS {version}</source>
        <translation>QGIS {version}</translation>
    </message>
    <message>
        <source>The panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>The steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>The zoning panel counts the units and areas of the zones of a layer. Click a cell to see its zones alone on the map, double-click it to select them and zoom to them, press Escape to see everything again.</source>
        <translation>分区面板统计图层各分区的单元数与面积。单击格子只在地图上显示该分区，双击则选中并缩放到它，按 Esc 恢复全部显示。</translation>
    </message>
    <message>
        <source>This installation</source>
        <translation>本机安装</translation>
    </message>
</context>
<context>
    <name>Hierarchies</name>
    <message>
        <source>Code of its parent (empty: codes tell)</source>
        <translation>上级代码（留空由代码推出）</translation>
    </message>
    <message>
        <source>Code of the unit</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Grouping</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Groupings that cross the tree (one row: grouping, unit, share)</source>
        <translation>跨行政区分组（每行：分组、单元、占比）</translation>
    </message>
    <message>
        <source>Level of the unit</source>
        <translation>单元层级</translation>
    </message>
    <message>
        <source>Name of the unit</source>
        <translation>单元名称</translation>
    </message>
    <message>
        <source>Share of the unit (empty: 1)</source>
        <translation>单元占比（空为 1）</translation>
    </message>
    <message>
        <source>Unit that belongs to it</source>
        <translation>所属单元</translation>
    </message>
    <message>
        <source>Units with their parents (empty: administrative codes tell)</source>
        <translation>单元及其上级（留空由行政区划代码推出）</translation>
    </message>
</context>
<context>
    <name>HotSpots</name>
    <message>
        <source>Cold spots at 95 %</source>
        <translation>95% 冷点</translation>
    </message>
    <message>
        <source>Gi*: the unit with its neighbours</source>
        <translation>Gi*：单元及其邻居</translation>
    </message>
    <message>
        <source>Gi: the neighbours alone</source>
        <translation>Gi：仅邻居</translation>
    </message>
    <message>
        <source>Hot and cold spots</source>
        <translation>冷热点</translation>
    </message>
    <message>
        <source>Hot spots (Gi*)</source>
        <translation>热点（Gi*）</translation>
    </message>
    <message>
        <source>Hot spots at 95 %</source>
        <translation>95% 热点</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Statistic</source>
        <translation>统计量</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Units by bin: {bins}</source>
        <translation>各级单元数：{bins}</translation>
    </message>
</context>
<context>
    <name>ImportPackage</name>
    <message>
        <source>A value that the register holds with another number</source>
        <translation>台账中已有但数值不同时</translation>
    </message>
    <message>
        <source>Import report package</source>
        <translation>导入上报包</translation>
    </message>
    <message>
        <source>Package (its JSON or its GeoPackage)</source>
        <translation>上报包（JSON 或 GeoPackage）</translation>
    </message>
    <message>
        <source>The report of {unit} was taken in: {new} values are new, {changed} changed, {same} were there already; {units} units are new.</source>
        <translation>已接收 {unit} 的上报：新增数值 {new} 个，更改 {changed} 个，已存在 {same} 个；新增单元 {units} 个。</translation>
    </message>
    <message>
        <source>Units of the same parent that have not reported</source>
        <translation>同一上级中尚未上报的单元</translation>
    </message>
    <message>
        <source>Units that are new</source>
        <translation>新增单元</translation>
    </message>
    <message>
        <source>Values that are new</source>
        <translation>新增数值</translation>
    </message>
    <message>
        <source>Values that replaced others or are a new version</source>
        <translation>替换或新版本的数值</translation>
    </message>
    <message>
        <source>Values that were there already</source>
        <translation>已存在且相同的数值</translation>
    </message>
    <message>
        <source>Who has reported</source>
        <translation>上报情况</translation>
    </message>
    <message>
        <source>is replaced; the old number stays in the log</source>
        <translation>替换，旧值留在日志中</translation>
    </message>
    <message>
        <source>stays, and the new one is its next version</source>
        <translation>保留，新数值作为下一版本</translation>
    </message>
    <message>
        <source>stops the import</source>
        <translation>停止导入</translation>
    </message>
    <message>
        <source>{count} units of the same parent have not reported yet: {units}.</source>
        <translation>同一上级中还有 {count} 个单元未上报：{units}。</translation>
    </message>
</context>
<context>
    <name>ImportValues</name>
    <message>
        <source>A value that the register holds with another number</source>
        <translation>台账中已有但数值不同时</translation>
    </message>
    <message>
        <source>Component (fuel, sector)</source>
        <translation>分项（能源品种、部门）</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>High (95 %)</source>
        <translation>上限（95 %）</translation>
    </message>
    <message>
        <source>Import values</source>
        <translation>导入指标值</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicator (code, concept or name)</source>
        <translation>指标（代码、概念或名称）</translation>
    </message>
    <message>
        <source>Indicator of all values</source>
        <translation>全部数值的指标</translation>
    </message>
    <message>
        <source>Kind of value</source>
        <translation>数值类型</translation>
    </message>
    <message>
        <source>Kind of values that have none</source>
        <translation>没有类型的数值所用类型</translation>
    </message>
    <message>
        <source>Low (95 %)</source>
        <translation>下限（95 %）</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Method of all values</source>
        <translation>全部数值的方法</translation>
    </message>
    <message>
        <source>Plan or scenario</source>
        <translation>规划或情景</translation>
    </message>
    <message>
        <source>Plan or scenario of all values</source>
        <translation>全部数值的规划或情景</translation>
    </message>
    <message>
        <source>Rows without a value</source>
        <translation>没有数值的行</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Source of all values</source>
        <translation>全部数值的来源</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Sub-zone</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>Table or layer with values</source>
        <translation>含数值的表或图层</translation>
    </message>
    <message>
        <source>Unit (code or name)</source>
        <translation>单元（代码或名称）</translation>
    </message>
    <message>
        <source>Unit of measure</source>
        <translation>计量单位</translation>
    </message>
    <message>
        <source>Unit of measure of values without one</source>
        <translation>没有单位的数值所用计量单位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values that are new</source>
        <translation>新增数值</translation>
    </message>
    <message>
        <source>Values that replaced others or are a new version</source>
        <translation>替换或新版本的数值</translation>
    </message>
    <message>
        <source>Values that were there already</source>
        <translation>已存在且相同的数值</translation>
    </message>
    <message>
        <source>What became of the values</source>
        <translation>数值处理结果</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Year of values that have none</source>
        <translation>没有年份的数值所用年份</translation>
    </message>
    <message>
        <source>is replaced; the old number stays in the log</source>
        <translation>替换，旧值留在日志中</translation>
    </message>
    <message>
        <source>or, of a wide table: its columns with values</source>
        <translation>或宽表的数值列</translation>
    </message>
    <message>
        <source>stays, and the new one is its next version</source>
        <translation>保留，新数值作为下一版本</translation>
    </message>
    <message>
        <source>stops the import</source>
        <translation>停止导入</translation>
    </message>
    <message>
        <source>{count} values were converted from {unit}.</source>
        <translation>{count} 个数值由 {unit} 换算而来。</translation>
    </message>
    <message>
        <source>{new} values are new, {changed} changed, {same} were there already; {missing} rows have no value and {totals} are totals, which are left out.</source>
        <translation>新增数值 {new} 个，更改 {changed} 个，已存在 {same} 个；{missing} 行没有数值，{totals} 行为合计，均未导入。</translation>
    </message>
</context>
<context>
    <name>Incentives</name>
    <message>
        <source>0 to 1</source>
        <translation>0～1</translation>
    </message>
    <message>
        <source>0 to 100</source>
        <translation>0～100</translation>
    </message>
    <message>
        <source>Carbon sink</source>
        <translation>碳汇</translation>
    </message>
    <message>
        <source>Core protected area (empty: sinks alone decide)</source>
        <translation>核心保护区面积（留空：仅按碳汇）</translation>
    </message>
    <message>
        <source>Fund to be paid out</source>
        <translation>资金总额</translation>
    </message>
    <message>
        <source>Incentives and transfer payments</source>
        <translation>激励与转移支付</translation>
    </message>
    <message>
        <source>Largest addition or deduction (%)</source>
        <translation>最大增减幅度（%）</translation>
    </message>
    <message>
        <source>Missed rigid indicators (veto: no reward)</source>
        <translation>未达标约束性指标（一票否决，不奖励）</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>已分配资金</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>资金分配</translation>
    </message>
    <message>
        <source>Rounding unit of payments (0: not rounded)</source>
        <translation>资金取整单位（0：不取整）</translation>
    </message>
    <message>
        <source>Score at which nothing is added or taken (%)</source>
        <translation>不增不减的得分（%）</translation>
    </message>
    <message>
        <source>Score of the assessment</source>
        <translation>考核得分</translation>
    </message>
    <message>
        <source>Scores run from</source>
        <translation>得分范围</translation>
    </message>
    <message>
        <source>Sinks are written as negative numbers, as in the accounts</source>
        <translation>碳汇以负数表示（与核算一致）</translation>
    </message>
    <message>
        <source>Units (layer or table)</source>
        <translation>单元（图层或表）</translation>
    </message>
    <message>
        <source>Units with a deduction</source>
        <translation>被扣减的单元数</translation>
    </message>
    <message>
        <source>Units with an addition</source>
        <translation>获奖励的单元数</translation>
    </message>
    <message>
        <source>Weight of the core areas</source>
        <translation>核心区权重</translation>
    </message>
    <message>
        <source>Weight of the sinks</source>
        <translation>碳汇权重</translation>
    </message>
</context>
<context>
    <name>IndicatorRows</name>
    <message>
        <source>How values add up</source>
        <translation>汇总规则</translation>
    </message>
    <message>
        <source>Indicator (empty: all rows are one)</source>
        <translation>指标（留空：全部行为同一指标）</translation>
    </message>
    <message>
        <source>Kind: base, target, reported ... (empty: all rows are one)</source>
        <translation>类型：基期、目标、上报等（留空：全部行为同一类型）</translation>
    </message>
    <message>
        <source>Part: fuel, sector (blank: all)</source>
        <translation>分项：能源、部门（空白：合计）</translation>
    </message>
    <message>
        <source>Plan (blank: the territorial plan)</source>
        <translation>规划（空白：总体规划）</translation>
    </message>
    <message>
        <source>Sub-zone (blank: the whole unit)</source>
        <translation>亚区（空白：整个单元）</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values of indicators (layer or table)</source>
        <translation>指标值（图层或表）</translation>
    </message>
    <message>
        <source>Weight: denominator of an intensity, whole of a share, population, area</source>
        <translation>权重：强度的分母、占比的整体、人口、面积</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years, such as 2025, 2030-2035 (empty: all)</source>
        <translation>年份，如 2025, 2030-2035（留空为全部）</translation>
    </message>
    <message>
        <source>as the list of indicators says; others are summed</source>
        <translation>按指标表，其余求和</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>ratio of sums (value is the numerator, weight the denominator)</source>
        <translation>和之比（数值为分子，权重为分母）</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>sum (totals)</source>
        <translation>求和（总量）</translation>
    </message>
    <message>
        <source>weighted mean (intensities, shares, concentrations, cut rates)</source>
        <translation>加权平均（强度、占比、浓度、下降率）</translation>
    </message>
</context>
<context>
    <name>IndicatorWeights</name>
    <message>
        <source>AHP (compared in pairs)</source>
        <translation>层次分析法（两两比较）</translation>
    </message>
    <message>
        <source>CRITIC (contrast and conflict)</source>
        <translation>CRITIC（对比强度与冲突性）</translation>
    </message>
    <message>
        <source>Comparisons of the AHP, every pair once</source>
        <translation>层次分析法的两两比较（每对一次）</translation>
    </message>
    <message>
        <source>Consistency ratio (AHP)</source>
        <translation>一致性比率（层次分析法）</translation>
    </message>
    <message>
        <source>Given weights</source>
        <translation>给定权重</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicators of which less is better</source>
        <translation>越小越好的指标</translation>
    </message>
    <message>
        <source>Largest eigenvalue (AHP)</source>
        <translation>最大特征值（层次分析法）</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>TOPSIS: closeness to the best</source>
        <translation>TOPSIS：与最优的贴近度</translation>
    </message>
    <message>
        <source>Units (layer or table)</source>
        <translation>单元（图层或表）</translation>
    </message>
    <message>
        <source>Units that were scored</source>
        <translation>参与评分的单元数</translation>
    </message>
    <message>
        <source>Units with their scores</source>
        <translation>单元及其得分</translation>
    </message>
    <message>
        <source>Weighing</source>
        <translation>赋权方法</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights of indicators</source>
        <translation>指标赋权</translation>
    </message>
    <message>
        <source>Weights: {weights}</source>
        <translation>权重：{weights}</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>与之比较的指标</translation>
    </message>
    <message>
        <source>entropy (min-max values)</source>
        <translation>熵权（极差标准化）</translation>
    </message>
    <message>
        <source>entropy (shares)</source>
        <translation>熵权（份额）</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>等权</translation>
    </message>
    <message>
        <source>given</source>
        <translation>给定</translation>
    </message>
    <message>
        <source>less</source>
        <translation>越小越好</translation>
    </message>
    <message>
        <source>more</source>
        <translation>越大越好</translation>
    </message>
    <message>
        <source>weighs so many times (3 or 1/3)</source>
        <translation>重要程度倍数（3 或 1/3）</translation>
    </message>
    <message>
        <source>weighted sum of min-max values</source>
        <translation>极差标准化值加权和</translation>
    </message>
    <message>
        <source>weighted sum of shares</source>
        <translation>份额加权和</translation>
    </message>
</context>
<context>
    <name>IndustrialGrade</name>
    <message>
        <source>Carbon grade of industrial land</source>
        <translation>工业用地碳分级</translation>
    </message>
    <message>
        <source>Carbon grades by emission</source>
        <translation>按排放的碳分级</translation>
    </message>
    <message>
        <source>Carbon grades by {name}: I up to {lower}, II up to {upper} t CO2e/ha, III above.</source>
        <translation>按{name}划分碳等级：I 级不超过 {lower}，II 级不超过 {upper} t CO2e/公顷，其上为 III 级。</translation>
    </message>
    <message>
        <source>Emission (t CO2e per year)</source>
        <translation>排放（t CO2e/年）</translation>
    </message>
    <message>
        <source>Field with the area in ha (empty: measured)</source>
        <translation>以公顷计的面积字段（留空：量算）</translation>
    </message>
    <message>
        <source>Given threshold between I and II (t CO2e/ha)</source>
        <translation>给定的 I、II 级界限（t CO2e/公顷）</translation>
    </message>
    <message>
        <source>Given threshold between II and III (t CO2e/ha)</source>
        <translation>给定的 II、III 级界限（t CO2e/公顷）</translation>
    </message>
    <message>
        <source>Industrial parcels or enterprises</source>
        <translation>工业用地图斑或企业</translation>
    </message>
    <message>
        <source>Industry code (GB/T 4754)</source>
        <translation>行业代码（GB/T 4754）</translation>
    </message>
    <message>
        <source>Industry codes that are not known</source>
        <translation>未知的行业代码</translation>
    </message>
    <message>
        <source>Land-use code (100101 to 100103 tell pollution)</source>
        <translation>地类代码（100101 至 100103 说明污染）</translation>
    </message>
    <message>
        <source>Land-use codes are those of</source>
        <translation>地类代码所属体系</translation>
    </message>
    <message>
        <source>Pollution grades by carbon grades</source>
        <translation>污染等级与碳等级对照</translation>
    </message>
    <message>
        <source>Threshold between I and II (t CO2e/ha)</source>
        <translation>I、II 级界限（t CO2e/公顷）</translation>
    </message>
    <message>
        <source>Threshold between II and III (t CO2e/ha)</source>
        <translation>II、III 级界限（t CO2e/公顷）</translation>
    </message>
    <message>
        <source>Units whose carbon grade is above their pollution grade</source>
        <translation>碳等级高于污染等级的单元</translation>
    </message>
    <message>
        <source>Units with both grades</source>
        <translation>两种等级都有的单元</translation>
    </message>
    <message>
        <source>Where the given thresholds come from</source>
        <translation>给定界限的出处</translation>
    </message>
    <message>
        <source>leave ungraded, and list them</source>
        <translation>不分级，并列出</translation>
    </message>
    <message>
        <source>stop and list them</source>
        <translation>停止并列出</translation>
    </message>
    <message>
        <source>{count} units have a carbon grade above their pollution grade.</source>
        <translation>{count} 个单元的碳等级高于污染等级。</translation>
    </message>
</context>
<context>
    <name>IndustryLists</name>
    <message>
        <source>Built-in rules, to be edited</source>
        <translation>内置规则（供编辑）</translation>
    </message>
    <message>
        <source>Emission of those that leave (t CO2e per year)</source>
        <translation>退出企业排放量（t CO2e/年）</translation>
    </message>
    <message>
        <source>Enterprises on the exit list</source>
        <translation>列入退出清单的企业数</translation>
    </message>
    <message>
        <source>Enterprises with their list</source>
        <translation>企业所属清单</translation>
    </message>
    <message>
        <source>Entries: {negative} negative, {restricted} restricted, {positive} positive.</source>
        <translation>条目：负面 {negative}、限制 {restricted}、正面 {positive}。</translation>
    </message>
    <message>
        <source>Exit list</source>
        <translation>退出清单</translation>
    </message>
    <message>
        <source>Industry lists by sub-zone and exit list</source>
        <translation>亚区产业准入清单与退出清单</translation>
    </message>
    <message>
        <source>Lists by sub-zone</source>
        <translation>各亚区清单</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Table of admission rules of your own</source>
        <translation>自己的准入规则表</translation>
    </message>
    <message>
        <source>Weight of carbon in the order of leaving</source>
        <translation>退出次序中碳的权重</translation>
    </message>
    <message>
        <source>Year of the decision</source>
        <translation>决定年份</translation>
    </message>
    <message>
        <source>Years until the others reach the benchmark level</source>
        <translation>其余企业达到标杆水平年限</translation>
    </message>
    <message>
        <source>Years until those leave that carbon and pollution bar</source>
        <translation>碳、污均受限者退出年限</translation>
    </message>
    <message>
        <source>Years until those leave that one of them bars</source>
        <translation>碳或污受限者退出年限</translation>
    </message>
</context>
<context>
    <name>IndustryRecords</name>
    <message>
        <source>Carbon standard (t CO2e per output)</source>
        <translation>碳标准（t CO2e/产出单位）</translation>
    </message>
    <message>
        <source>Emission (t CO2e per year)</source>
        <translation>排放量（t CO2e/年）</translation>
    </message>
    <message>
        <source>Industries are</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Industries by units</source>
        <translation>行业—单元表</translation>
    </message>
    <message>
        <source>Industry (code or name)</source>
        <translation>行业（代码或名称）</translation>
    </message>
    <message>
        <source>Output of the industry (value, product or area)</source>
        <translation>行业产出（产值、产品或面积）</translation>
    </message>
    <message>
        <source>Pollution load</source>
        <translation>污染负荷</translation>
    </message>
    <message>
        <source>Pollution standard (load per output)</source>
        <translation>污染标准（负荷/产出单位）</translation>
    </message>
    <message>
        <source>The table has</source>
        <translation>表的形式</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit name</source>
        <translation>单元名称</translation>
    </message>
    <message>
        <source>Wide table of the output</source>
        <translation>产出宽表</translation>
    </message>
    <message>
        <source>Wide table of the pollution load</source>
        <translation>污染负荷宽表</translation>
    </message>
    <message>
        <source>Wide tables: columns with the units or industries</source>
        <translation>宽表：代表单元或行业的列</translation>
    </message>
    <message>
        <source>a row for each industry and unit, or each enterprise</source>
        <translation>每行一个行业与单元，或一家企业</translation>
    </message>
    <message>
        <source>a row for each industry, a column for each unit</source>
        <translation>每行一个行业，每列一个单元</translation>
    </message>
    <message>
        <source>a row for each unit, a column for each industry</source>
        <translation>每行一个单元，每列一个行业</translation>
    </message>
    <message>
        <source>gathered by division (two digits)</source>
        <translation>按大类（两位）归并</translation>
    </message>
    <message>
        <source>or: field with the carbon standard</source>
        <translation>或：碳标准字段</translation>
    </message>
    <message>
        <source>or: loads of several pollutants with their standards</source>
        <translation>或：多项污染负荷及其标准</translation>
    </message>
    <message>
        <source>taken as they are written</source>
        <translation>照原样</translation>
    </message>
    <message>
        <source>the emission</source>
        <translation>排放量</translation>
    </message>
    <message>
        <source>the industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>the unit</source>
        <translation>单元</translation>
    </message>
</context>
<context>
    <name>IndustryZoning</name>
    <message>
        <source>Both exceed weakly</source>
        <translation>双弱超标</translation>
    </message>
    <message>
        <source>Both exceed weakly and equally</source>
        <translation>双弱且相等</translation>
    </message>
    <message>
        <source>CP: carbon leads</source>
        <translation>CP：碳主导</translation>
    </message>
    <message>
        <source>Emission of the exit candidates (t CO2e)</source>
        <translation>退出候选排放量（t CO2e）</translation>
    </message>
    <message>
        <source>Exit candidates</source>
        <translation>退出候选</translation>
    </message>
    <message>
        <source>Industries as a whole</source>
        <translation>各行业总体</translation>
    </message>
    <message>
        <source>Industries in units</source>
        <translation>各单元内行业</translation>
    </message>
    <message>
        <source>Industries in units by class: {classes}</source>
        <translation>各类行业—单元数：{classes}</translation>
    </message>
    <message>
        <source>Matrix of industries and units</source>
        <translation>行业—单元矩阵</translation>
    </message>
    <message>
        <source>Nemerow index</source>
        <translation>内梅罗指数</translation>
    </message>
    <message>
        <source>Number of exit candidates</source>
        <translation>退出候选数</translation>
    </message>
    <message>
        <source>One figure from several pollutants</source>
        <translation>多污染物合成</translation>
    </message>
    <message>
        <source>PC: pollution leads</source>
        <translation>PC：污染主导</translation>
    </message>
    <message>
        <source>SCP (precautionary)</source>
        <translation>SCP（从严）</translation>
    </message>
    <message>
        <source>Six classes of industries by units</source>
        <translation>行业碳污六类分区</translation>
    </message>
    <message>
        <source>Standards of carbon and pollution</source>
        <translation>碳与污染标准</translation>
    </message>
    <message>
        <source>Strong threshold of carbon</source>
        <translation>碳强阈值</translation>
    </message>
    <message>
        <source>Strong threshold of pollution</source>
        <translation>污染强阈值</translation>
    </message>
    <message>
        <source>Weight of carbon in the rank of the candidates</source>
        <translation>候选排序中碳的权重</translation>
    </message>
    <message>
        <source>average of the table (exploratory)</source>
        <translation>全表平均（探索用）</translation>
    </message>
    <message>
        <source>given below, or in the table</source>
        <translation>给定（见下或表内）</translation>
    </message>
    <message>
        <source>largest exceedance (every pollutant must comply)</source>
        <translation>最大超标倍数（各项均须达标）</translation>
    </message>
    <message>
        <source>the larger exceedance decides</source>
        <translation>以超标较大者为准</translation>
    </message>
    <message>
        <source>weighted mean</source>
        <translation>加权平均</translation>
    </message>
    <message>
        <source>zero, with the average as the benchmark</source>
        <translation>零，以平均为基准</translation>
    </message>
</context>
<context>
    <name>Inference</name>
    <message>
        <source>Bonferroni</source>
        <translation>Bonferroni</translation>
    </message>
    <message>
        <source>Correction for many tests</source>
        <translation>多重检验校正</translation>
    </message>
    <message>
        <source>Level of significance</source>
        <translation>显著性水平</translation>
    </message>
    <message>
        <source>Permutations (0: none)</source>
        <translation>置换次数（0：不置换）</translation>
    </message>
    <message>
        <source>Seed of the permutations</source>
        <translation>置换的随机种子</translation>
    </message>
    <message>
        <source>What decides</source>
        <translation>判定依据</translation>
    </message>
    <message>
        <source>analytic p-values</source>
        <translation>解析 p 值</translation>
    </message>
    <message>
        <source>false discovery rate (Benjamini-Hochberg)</source>
        <translation>错误发现率（Benjamini-Hochberg）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>不校正</translation>
    </message>
    <message>
        <source>permutations (analytic where there are none)</source>
        <translation>置换（没有置换时用解析值）</translation>
    </message>
</context>
<context>
    <name>Intervals</name>
    <message>
        <source>Distribution of what is drawn</source>
        <translation>抽样所用分布</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽样次数</translation>
    </message>
    <message>
        <source>Factors without limits of their own</source>
        <translation>自身没有区间的因子</translation>
    </message>
    <message>
        <source>Intervals (95 %) are made by</source>
        <translation>区间（95%）的求法</translation>
    </message>
    <message>
        <source>Monte Carlo (IPCC Approach 2)</source>
        <translation>蒙特卡罗（IPCC 方法 2）</translation>
    </message>
    <message>
        <source>Seed of the draws</source>
        <translation>抽样的随机种子</translation>
    </message>
    <message>
        <source>count as exactly known (ranged_pct tells)</source>
        <translation>视为确知（ranged_pct 说明）</translation>
    </message>
    <message>
        <source>error propagation (IPCC Approach 1)</source>
        <translation>误差传播（IPCC 方法 1）</translation>
    </message>
    <message>
        <source>lognormal</source>
        <translation>对数正态</translation>
    </message>
    <message>
        <source>lognormal above ± 60 %, else normal</source>
        <translation>± 60% 以上用对数正态，否则用正态</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正态</translation>
    </message>
    <message>
        <source>take the half-width of their kind (table uncertainty)</source>
        <translation>采用同类因子的半宽（表 uncertainty）</translation>
    </message>
    <message>
        <source>triangular (limits are the ends)</source>
        <translation>三角（区间为两端）</translation>
    </message>
</context>
<context>
    <name>KeyAreas</name>
    <message>
        <source>Area in ha (empty: measured)</source>
        <translation>以公顷计的面积（留空：量算）</translation>
    </message>
    <message>
        <source>Carbon</source>
        <translation>碳</translation>
    </message>
    <message>
        <source>Carbon sink (t CO2e per year)</source>
        <translation>碳汇（t CO2e/年）</translation>
    </message>
    <message>
        <source>Class (S, SC ...)</source>
        <translation>类别（S、SC……）</translation>
    </message>
    <message>
        <source>Concentration of the net emission (HHI)</source>
        <translation>净排放集中度（HHI）</translation>
    </message>
    <message>
        <source>Concentration of the pollution (HHI)</source>
        <translation>污染集中度（HHI）</translation>
    </message>
    <message>
        <source>Exceedance u or v that is strong</source>
        <translation>视为强的超标倍数 u 或 v</translation>
    </message>
    <message>
        <source>Hot spots (Gi*) cast a vote</source>
        <translation>热点（Gi*）计一票</translation>
    </message>
    <message>
        <source>Key areas</source>
        <translation>关键区域</translation>
    </message>
    <message>
        <source>Key areas of both</source>
        <translation>双重关键区域</translation>
    </message>
    <message>
        <source>Key areas of carbon alone</source>
        <translation>仅碳的关键区域</translation>
    </message>
    <message>
        <source>Key areas of pollution alone</source>
        <translation>仅污染的关键区域</translation>
    </message>
    <message>
        <source>Key areas of sinks</source>
        <translation>碳汇关键区域</translation>
    </message>
    <message>
        <source>Net carbon emission (t CO2e per year)</source>
        <translation>净碳排放（t CO2e/年）</translation>
    </message>
    <message>
        <source>Net emission of several years</source>
        <translation>多年净排放</translation>
    </message>
    <message>
        <source>Normalised carbon exceedance u</source>
        <translation>归一化碳超标 u</translation>
    </message>
    <message>
        <source>Normalised pollution exceedance v</source>
        <translation>归一化污染超标 v</translation>
    </message>
    <message>
        <source>Part of the densest sinks in class S</source>
        <translation>S 类中最密碳汇所占比例</translation>
    </message>
    <message>
        <source>Pollution</source>
        <translation>污染</translation>
    </message>
    <message>
        <source>Pollution load</source>
        <translation>污染负荷</translation>
    </message>
    <message>
        <source>Pollution load of several years</source>
        <translation>多年污染负荷</translation>
    </message>
    <message>
        <source>Share of the total that “most” means</source>
        <translation>“大部分”所指的总量份额</translation>
    </message>
    <message>
        <source>Sinks</source>
        <translation>碳汇</translation>
    </message>
    <message>
        <source>Sinks are written as</source>
        <translation>碳汇的写法</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Votes that make a key area</source>
        <translation>成为关键区域所需票数</translation>
    </message>
    <message>
        <source>negative numbers</source>
        <translation>负数</translation>
    </message>
    <message>
        <source>positive removals</source>
        <translation>正的清除量</translation>
    </message>
    <message>
        <source>{fields} name no years; they are taken as a yearly series.</source>
        <translation>{fields} 未写年份；按逐年序列处理。</translation>
    </message>
    <message>
        <source>{side}: HHI {hhi}, the largest fifth of the units holds {share} %.</source>
        <translation>{side}：HHI {hhi}，最大的五分之一单元占 {share} %。</translation>
    </message>
</context>
<context>
    <name>LandAreas</name>
    <message>
        <source>Cells without data: {cells}, {area:.6g} ha inside of the units.</source>
        <translation>无数据像元：{cells}，单元内 {area:.6g} 公顷。</translation>
    </message>
    <message>
        <source>Values of {layer} are read by the scheme {scheme}; NoData is {nodata}.</source>
        <translation>{layer} 的值按体系 {scheme} 解读；无数据值为 {nodata}。</translation>
    </message>
</context>
<context>
    <name>LandCarbonBudget</name>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Band of the raster</source>
        <translation>栅格波段</translation>
    </message>
    <message>
        <source>Budget by unit and land class</source>
        <translation>分单元和地类的收支</translation>
    </message>
    <message>
        <source>Budget of the land classes</source>
        <translation>各地类碳收支</translation>
    </message>
    <message>
        <source>Budget of the units</source>
        <translation>各单元碳收支</translation>
    </message>
    <message>
        <source>Cells without data are</source>
        <translation>无数据的像元是</translation>
    </message>
    <message>
        <source>Coefficients</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Coefficients of your own</source>
        <translation>自定系数表</translation>
    </message>
    <message>
        <source>Energy carrier</source>
        <translation>能源品种</translation>
    </message>
    <message>
        <source>Energy of built-up land (table; not beside an inventory)</source>
        <translation>建设用地能源（表；不与排放清单并用）</translation>
    </message>
    <message>
        <source>Land carbon budget</source>
        <translation>土地碳收支</translation>
    </message>
    <message>
        <source>Land classes without a coefficient</source>
        <translation>没有系数的地类</translation>
    </message>
    <message>
        <source>Land use (polygons)</source>
        <translation>土地利用（面）</translation>
    </message>
    <message>
        <source>Leading digits of that field that name the unit (0: all)</source>
        <translation>该字段中表示单元的前几位（0：全部）</translation>
    </message>
    <message>
        <source>Low and high as second and third band of the net raster</source>
        <translation>净值栅格的第二、三波段写下限和上限</translation>
    </message>
    <message>
        <source>Measure overlaps of land-use polygons</source>
        <translation>量算土地利用面的重叠</translation>
    </message>
    <message>
        <source>NPP less soil respiration, from climate</source>
        <translation>NPP 减去由气候估算的土壤呼吸</translation>
    </message>
    <message>
        <source>Net (t CO2)</source>
        <translation>净值（t CO2）</translation>
    </message>
    <message>
        <source>Net carbon of every cell (t CO2 per ha and year)</source>
        <translation>每个像元的净碳（t CO2/公顷·年）</translation>
    </message>
    <message>
        <source>NoData value of the raster (empty: its own)</source>
        <translation>栅格的无数据值（留空：自带）</translation>
    </message>
    <message>
        <source>Region of the coefficients (empty: the widest)</source>
        <translation>系数所属区域（留空：范围最广者）</translation>
    </message>
    <message>
        <source>Sinks (t CO2)</source>
        <translation>碳汇（t CO2）</translation>
    </message>
    <message>
        <source>Sources (t CO2)</source>
        <translation>碳源（t CO2）</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Unit code in that table</source>
        <translation>该表的单元代码</translation>
    </message>
    <message>
        <source>Unit of the amount</source>
        <translation>数量的单位</translation>
    </message>
    <message>
        <source>Units (polygons)</source>
        <translation>单元（面）</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Year of the energy</source>
        <translation>能源的年份</translation>
    </message>
    <message>
        <source>count as unknown land</source>
        <translation>计为未知土地</translation>
    </message>
    <message>
        <source>land that is not known</source>
        <translation>未知土地</translation>
    </message>
    <message>
        <source>no land (sea, outside of the map)</source>
        <translation>非土地（海、图外）</translation>
    </message>
    <message>
        <source>or: field of the land-use polygons with the unit</source>
        <translation>或：土地利用面中的单元字段</translation>
    </message>
    <message>
        <source>or: land cover (raster)</source>
        <translation>或：土地覆被（栅格）</translation>
    </message>
    <message>
        <source>stop the run and are listed</source>
        <translation>停止运行并列出</translation>
    </message>
    <message>
        <source>the units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>{area:.6g} ha of land; {known} of {count} units have a balance: sources {source}, sinks {sink}, net {net} t CO2 a year.</source>
        <translation>土地 {area:.6g} ha；{count} 个单元中有 {known} 个有收支：每年碳源 {source}、碳汇 {sink}、净值 {net} t CO2。</translation>
    </message>
</context>
<context>
    <name>LandCodes</name>
    <message>
        <source>Codes that the scheme does not know</source>
        <translation>该体系不认识的代码</translation>
    </message>
    <message>
        <source>Field with land-use codes (empty: found by its name)</source>
        <translation>地类代码字段（留空：按名称查找）</translation>
    </message>
    <message>
        <source>Land-use codes of the field {field} are read by the scheme {scheme}.</source>
        <translation>字段 {field} 的地类代码按体系 {scheme} 解读。</translation>
    </message>
    <message>
        <source>Land-use scheme</source>
        <translation>地类体系</translation>
    </message>
    <message>
        <source>Read an unknown code as the longest known code that it begins with</source>
        <translation>未知代码按其开头最长的已知代码解读</translation>
    </message>
    <message>
        <source>go on without data (ND) for them</source>
        <translation>按无数据（ND）继续</translation>
    </message>
    <message>
        <source>or: class table of your own</source>
        <translation>或：自己的类别表</translation>
    </message>
    <message>
        <source>stop and list them</source>
        <translation>停止并列出</translation>
    </message>
    <message>
        <source>told from the codes</source>
        <translation>由代码判断</translation>
    </message>
</context>
<context>
    <name>LandForest</name>
    <message>
        <source>Area of the stand (ha; empty: forest of the map)</source>
        <translation>林分面积（公顷；留空取图上林地）</translation>
    </message>
    <message>
        <source>Biomass of what is disturbed (t dry matter per ha)</source>
        <translation>受干扰林分地上生物量（吨干物质/公顷）</translation>
    </message>
    <message>
        <source>Carbon fraction (empty: IPCC 2006, 0.47)</source>
        <translation>含碳率（留空取 IPCC 2006 的 0.47）</translation>
    </message>
    <message>
        <source>Disturbed area (ha a year)</source>
        <translation>受干扰面积（公顷/年）</translation>
    </message>
    <message>
        <source>Expansion factor of removals (t dry matter per m3)</source>
        <translation>采伐生物量转换扩展系数（吨干物质/立方米）</translation>
    </message>
    <message>
        <source>Forest by gain and loss (table of growth, harvest and disturbance)</source>
        <translation>损益法林木碳（生长、采伐、干扰表）</translation>
    </message>
    <message>
        <source>Growth above ground (t dry matter per ha and year)</source>
        <translation>地上生物量年增长（吨干物质/公顷）</translation>
    </message>
    <message>
        <source>Root-to-shoot ratio</source>
        <translation>根茎比</translation>
    </message>
    <message>
        <source>Share of it that is lost (0 to 1; empty: all)</source>
        <translation>损失比例（0～1；留空为全部）</translation>
    </message>
    <message>
        <source>Unit code in that table</source>
        <translation>表中的单元代码</translation>
    </message>
    <message>
        <source>Wood removal (m3 a year)</source>
        <translation>木材采伐量（立方米/年）</translation>
    </message>
    <message>
        <source>the units</source>
        <translation>单元</translation>
    </message>
</context>
<context>
    <name>LandNep</name>
    <message>
        <source>Half-width of NPP (%, 95 %)</source>
        <translation>NPP 的半宽（%，95 %）</translation>
    </message>
    <message>
        <source>Half-width of respiration (%, 95 %)</source>
        <translation>土壤呼吸的半宽（%，95 %）</translation>
    </message>
    <message>
        <source>Mean temperature, twelve months (°C)</source>
        <translation>月平均气温，十二个月（°C）</translation>
    </message>
    <message>
        <source>Months: {names}</source>
        <translation>各月：{names}</translation>
    </message>
    <message>
        <source>NPP (a band of the year, or twelve of months)</source>
        <translation>NPP（全年一个波段，或各月十二个）</translation>
    </message>
    <message>
        <source>NPP and climate on another grid than the land cover</source>
        <translation>NPP 与气候栅格的格网与土地覆被不同时</translation>
    </message>
    <message>
        <source>NoData value of NPP and climate that name none (may be empty)</source>
        <translation>未声明 NoData 的 NPP 与气候栅格的 NoData 值（可空）</translation>
    </message>
    <message>
        <source>Precipitation, twelve months (mm)</source>
        <translation>月降水量，十二个月（mm）</translation>
    </message>
    <message>
        <source>Unit of NPP</source>
        <translation>NPP 的单位</translation>
    </message>
    <message>
        <source>bring them to the grid of the land cover</source>
        <translation>对齐到土地覆被的格网</translation>
    </message>
    <message>
        <source>gC per m² and month or year</source>
        <translation>gC/m²（每月或每年）</translation>
    </message>
    <message>
        <source>kgC per m² and month or year</source>
        <translation>kgC/m²（每月或每年）</translation>
    </message>
    <message>
        <source>or: NPP of polygons (a field of the year, or twelve)</source>
        <translation>或：图斑的 NPP（全年一个字段，或十二个）</translation>
    </message>
    <message>
        <source>or: precipitation of polygons (twelve fields)</source>
        <translation>或：图斑的降水（十二个字段）</translation>
    </message>
    <message>
        <source>or: temperature of polygons (twelve fields)</source>
        <translation>或：图斑的气温（十二个字段）</translation>
    </message>
    <message>
        <source>stop, and tell how they differ</source>
        <translation>停止并说明差别</translation>
    </message>
    <message>
        <source>tC per ha and month or year</source>
        <translation>tC/ha（每月或每年）</translation>
    </message>
</context>
<context>
    <name>LandPressure</name>
    <message>
        <source>Footprint: NEP of forest (tC/ha a; empty: table)</source>
        <translation>碳足迹：林地 NEP（tC/（公顷·年）；留空：取自因子表）</translation>
    </message>
    <message>
        <source>Footprint: NEP of grassland (tC/ha a; empty: table)</source>
        <translation>碳足迹：草地 NEP（tC/（公顷·年）；留空：取自因子表）</translation>
    </message>
    <message>
        <source>Footprint: field of the units with forest (ha)</source>
        <translation>碳足迹：单元林地面积字段（公顷）</translation>
    </message>
    <message>
        <source>Footprint: field of the units with grassland (ha)</source>
        <translation>碳足迹：单元草地面积字段（公顷）</translation>
    </message>
    <message>
        <source>Footprint: share that forest takes (0 to 1; empty: table)</source>
        <translation>碳足迹：林地吸收占比（0～1；留空：取自因子表）</translation>
    </message>
    <message>
        <source>Footprint: uncertainty of NEP (half of the 95 % interval, %)</source>
        <translation>足迹：NEP 的不确定性（95 % 区间的半宽，%）</translation>
    </message>
    <message>
        <source>Soil carbon: density to compare with (tC/ha; empty: EU, 46.8)</source>
        <translation>土壤碳：参照密度（tC/公顷；留空：欧盟 46.8）</translation>
    </message>
    <message>
        <source>Soil carbon: field of the units with cropland (ha)</source>
        <translation>土壤碳：单元耕地面积字段（公顷）</translation>
    </message>
    <message>
        <source>Soil carbon: field with the density of cropland soil (tC/ha)</source>
        <translation>土壤碳：耕地土壤碳密度字段（tC/公顷）</translation>
    </message>
    <message>
        <source>The footprint of {over} units is larger than their land, of {judged} whose emission and land are known.</source>
        <translation>在排放与土地均已知的 {judged} 个单元中，有 {over} 个单元的碳足迹大于其土地。</translation>
    </message>
</context>
<context>
    <name>LevelDashboard</name>
    <message>
        <source>Ceiling or floor (empty: list)</source>
        <translation>上限或下限（空：按指标表）</translation>
    </message>
    <message>
        <source>Folder for the pages</source>
        <translation>页面文件夹</translation>
    </message>
    <message>
        <source>Indicators behind their path</source>
        <translation>落后于规划路径的指标数</translation>
    </message>
    <message>
        <source>Level dashboard</source>
        <translation>层级看板</translation>
    </message>
    <message>
        <source>Levels (empty: all that have units)</source>
        <translation>层级（空：所有有单元的层级）</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面数</translation>
    </message>
    <message>
        <source>Reserve that parents hold back (%)</source>
        <translation>上级预留比例（%）</translation>
    </message>
    <message>
        <source>Rigid or expected (empty: list)</source>
        <translation>约束性或预期性（空：按指标表）</translation>
    </message>
    <message>
        <source>Targets that the children do not keep</source>
        <translation>下级未落实的目标数</translation>
    </message>
    <message>
        <source>Tolerance of expected indicators and of the path (%)</source>
        <translation>预期性指标和路径的容差（%）</translation>
    </message>
</context>
<context>
    <name>LocalMoran</name>
    <message>
        <source>Clusters</source>
        <translation>集聚</translation>
    </message>
    <message>
        <source>Global Moran's I</source>
        <translation>全局莫兰指数</translation>
    </message>
    <message>
        <source>Local Moran clusters (LISA)</source>
        <translation>局部莫兰集聚（LISA）</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Quantity of the neighbours (empty: the same)</source>
        <translation>邻居的数量（留空：同一字段）</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Units by cluster: {clusters}</source>
        <translation>各集聚类型单元数：{clusters}</translation>
    </message>
    <message>
        <source>Units in clusters</source>
        <translation>集聚单元数</translation>
    </message>
</context>
<context>
    <name>MapSheets</name>
    <message>
        <source>Administrative units (boundaries and names)</source>
        <translation>行政单元（界线与名称）</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>分辨率（dpi）</translation>
    </message>
    <message>
        <source>Field with the name of the unit</source>
        <translation>单元名称字段</translation>
    </message>
    <message>
        <source>Number of the map review (审图号)</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Polygons of the wider area, for the inset</source>
        <translation>更大范围的面，用于附图</translation>
    </message>
    <message>
        <source>Shape of the sheet</source>
        <translation>图幅方向</translation>
    </message>
    <message>
        <source>Sources and remarks, a paragraph each</source>
        <translation>资料来源与备注，一行一段</translation>
    </message>
    <message>
        <source>Subtitle, such as place and year</source>
        <translation>副标题，如地名与年份</translation>
    </message>
    <message>
        <source>Template of your own</source>
        <translation>自己的模板</translation>
    </message>
    <message>
        <source>Title (empty: that of the legend)</source>
        <translation>标题（留空：图例标题）</translation>
    </message>
    <message>
        <source>across</source>
        <translation>横版</translation>
    </message>
    <message>
        <source>as suits the area</source>
        <translation>按范围自动</translation>
    </message>
    <message>
        <source>upright</source>
        <translation>竖版</translation>
    </message>
</context>
<context>
    <name>MismatchCorrection</name>
    <message>
        <source>Area in ha (empty: measured)</source>
        <translation>以公顷计的面积（留空：量算）</translation>
    </message>
    <message>
        <source>Area to correct (ha)</source>
        <translation>待纠错面积（公顷）</translation>
    </message>
    <message>
        <source>Assigned space (A, E, U, M)</source>
        <translation>划定空间（A、E、U、M）</translation>
    </message>
    <message>
        <source>Avoided net emission (t CO2 per year)</source>
        <translation>可避免净排放（t CO2/年）</translation>
    </message>
    <message>
        <source>Class (S, SC ...)</source>
        <translation>类别（S、SC……）</translation>
    </message>
    <message>
        <source>Ecological land is restored to</source>
        <translation>生态用地恢复为</translation>
    </message>
    <message>
        <source>Lock level (0: core)</source>
        <translation>锁定等级（0：核心）</translation>
    </message>
    <message>
        <source>Mismatch correction list</source>
        <translation>空间错配纠错清单</translation>
    </message>
    <message>
        <source>Net emission now (t CO2e per year)</source>
        <translation>现状净排放（t CO2e/年）</translation>
    </message>
    <message>
        <source>Parcels to correct</source>
        <translation>待纠错图斑</translation>
    </message>
    <message>
        <source>Parcels with their space</source>
        <translation>带空间的图斑</translation>
    </message>
    <message>
        <source>Pollution load now</source>
        <translation>现状污染负荷</translation>
    </message>
    <message>
        <source>Scheme of the coefficients</source>
        <translation>系数方案</translation>
    </message>
    <message>
        <source>Slope (degrees)</source>
        <translation>坡度（度）</translation>
    </message>
    <message>
        <source>Steep above (degrees)</source>
        <translation>陡坡界限（度）</translation>
    </message>
    <message>
        <source>Sums by conflict</source>
        <translation>按冲突汇总</translation>
    </message>
    <message>
        <source>Table of land-use coefficients of your own</source>
        <translation>自己的土地利用系数表</translation>
    </message>
    <message>
        <source>Weight of carbon in the rank</source>
        <translation>排序中碳的权重</translation>
    </message>
    <message>
        <source>What decided the space</source>
        <translation>空间的判定依据</translation>
    </message>
</context>
<context>
    <name>MonitoringReport</name>
    <message>
        <source>Course of the series</source>
        <translation>各序列过程</translation>
    </message>
    <message>
        <source>How it was judged</source>
        <translation>判定方法</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>溯源</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Warnings and reservations</source>
        <translation>提示与保留</translation>
    </message>
    <message>
        <source>{count} more are in the output, not drawn here.</source>
        <translation>另有 {count} 个见输出，此处未绘。</translation>
    </message>
    <message>
        <source>{count} more rows are in the output, not listed here.</source>
        <translation>另有 {count} 行见输出，此处未列。</translation>
    </message>
</context>
<context>
    <name>Neighbours</name>
    <message>
        <source>Borders may be apart by (m)</source>
        <translation>边界间隙容许值（m）</translation>
    </message>
    <message>
        <source>Distance (m; empty: the smallest that leaves no unit alone)</source>
        <translation>距离（m；留空：使每个单元都有邻居的最小距离）</translation>
    </message>
    <message>
        <source>Distances are taken from</source>
        <translation>距离量自</translation>
    </message>
    <message>
        <source>Neighbours are units</source>
        <translation>邻居为</translation>
    </message>
    <message>
        <source>Number of nearest units</source>
        <translation>最近邻个数</translation>
    </message>
    <message>
        <source>Power of the inverse distance</source>
        <translation>反距离的幂</translation>
    </message>
    <message>
        <source>a point on the surface</source>
        <translation>面上一点</translation>
    </message>
    <message>
        <source>that are the nearest</source>
        <translation>最近的几个</translation>
    </message>
    <message>
        <source>the centroid</source>
        <translation>质心</translation>
    </message>
    <message>
        <source>with a common border (rook)</source>
        <translation>有公共边界者（车邻接）</translation>
    </message>
    <message>
        <source>with a common border or corner (queen)</source>
        <translation>有公共边界或角点者（后邻接）</translation>
    </message>
    <message>
        <source>within a distance</source>
        <translation>一定距离以内者</translation>
    </message>
    <message>
        <source>within a distance, the nearer the weightier</source>
        <translation>一定距离以内，越近权重越大</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Rows: indicator or pollutant (empty: all rows are one)</source>
        <translation>长表：指标或污染物（留空视为同一项）</translation>
    </message>
    <message>
        <source>Rows: layer of the units, for the map</source>
        <translation>长表：单元图层，用于成图</translation>
    </message>
    <message>
        <source>Rows: year</source>
        <translation>长表：年份</translation>
    </message>
    <message>
        <source>The table has</source>
        <translation>表的形式</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Unit name</source>
        <translation>单元名称</translation>
    </message>
    <message>
        <source>Values over years (layer or table)</source>
        <translation>历年数值（图层或表）</translation>
    </message>
    <message>
        <source>a row for each unit and year</source>
        <translation>每个单元、年份一行</translation>
    </message>
    <message>
        <source>a row for each unit, a field for each year</source>
        <translation>每个单元一行，每年一个字段</translation>
    </message>
</context>
<context>
    <name>PathCheck</name>
    <message>
        <source>Change per year</source>
        <translation>年均变化</translation>
    </message>
    <message>
        <source>Change that is needed</source>
        <translation>所需年均变化</translation>
    </message>
    <message>
        <source>Check of every year</source>
        <translation>逐年检查</translation>
    </message>
    <message>
        <source>Check of the planned path</source>
        <translation>规划路径检查</translation>
    </message>
    <message>
        <source>Gap (%)</source>
        <translation>差距（%）</translation>
    </message>
    <message>
        <source>Its target</source>
        <translation>节点目标</translation>
    </message>
    <message>
        <source>Next node</source>
        <translation>下一节点</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>规划值</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Share that counts as on the path</source>
        <translation>视为符合路径的偏差比例</translation>
    </message>
    <message>
        <source>State at the last node</source>
        <translation>最后检查年份的状态</translation>
    </message>
    <message>
        <source>States and needs</source>
        <translation>状态与所需变化</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values (rows: one field; else the field of every year)</source>
        <translation>数值（长表选一个字段，宽表选各年字段）</translation>
    </message>
    <message>
        <source>Without a plan: base year (empty: the first)</source>
        <translation>没有规划时：基期年份（留空为首年）</translation>
    </message>
    <message>
        <source>Without a plan: year of the target</source>
        <translation>没有规划时：目标年份</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years at the end that make the present change</source>
        <translation>代表现状变化的最近年数</translation>
    </message>
    <message>
        <source>Years behind</source>
        <translation>落后年数</translation>
    </message>
    <message>
        <source>Years to be checked (empty: all with values)</source>
        <translation>要检查的年份（留空为所有有数值的年份）</translation>
    </message>
    <message>
        <source>planned path</source>
        <translation>规划路径</translation>
    </message>
    <message>
        <source>values</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>PeakNeutrality</name>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽样次数</translation>
    </message>
    <message>
        <source>Emissions (rows: one field; else the field of every year)</source>
        <translation>排放（长表选一个字段，宽表选各年字段）</translation>
    </message>
    <message>
        <source>Fall since the peak (%)</source>
        <translation>较峰值降幅（%）</translation>
    </message>
    <message>
        <source>Its probability</source>
        <translation>该年概率</translation>
    </message>
    <message>
        <source>Last net emission</source>
        <translation>最近净排放</translation>
    </message>
    <message>
        <source>Level of significance</source>
        <translation>显著性水平</translation>
    </message>
    <message>
        <source>Neutral (plan)</source>
        <translation>中和年份（规划）</translation>
    </message>
    <message>
        <source>Neutral (present path)</source>
        <translation>中和年份（现状路径）</translation>
    </message>
    <message>
        <source>Neutrality is due by</source>
        <translation>碳中和期限</translation>
    </message>
    <message>
        <source>Neutrality zones</source>
        <translation>碳中和分区</translation>
    </message>
    <message>
        <source>Peak and neutrality</source>
        <translation>碳达峰与碳中和</translation>
    </message>
    <message>
        <source>Peak year</source>
        <translation>峰值年份</translation>
    </message>
    <message>
        <source>Peak year of the plan</source>
        <translation>规划峰值年份</translation>
    </message>
    <message>
        <source>Peaked: the largest value lies {since} years or more back, the last is more than {band} % below it, and values since then fall significantly (Mann-Kendall), or none of the last {since} years came back to it and they do not rise.</source>
        <translation>已达峰：最大值在 {since} 年或更早以前，最近值比它低 {band} % 以上，且此后显著下降（Mann-Kendall），或最近 {since} 年均未回到峰值附近且没有上升。</translation>
    </message>
    <message>
        <source>Peaks</source>
        <translation>达峰</translation>
    </message>
    <message>
        <source>Peaks and years</source>
        <translation>峰值与年份</translation>
    </message>
    <message>
        <source>Planned sinks (table with the same fields)</source>
        <translation>规划碳汇（字段相同的表）</translation>
    </message>
    <message>
        <source>Plateau: share below the peak</source>
        <translation>平台期：低于峰值的比例</translation>
    </message>
    <message>
        <source>Probabilities come from draws of the series within their uncertainty; without one, the scatter from year to year stands for it.</source>
        <translation>概率由不确定性范围内的抽样得出；没有不确定性时以年际波动代替。</translation>
    </message>
    <message>
        <source>Probability of having peaked</source>
        <translation>已达峰概率</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Rising: not peaked, and the last {window} years rise significantly. Plateau: neither.</source>
        <translation>上升：未达峰，且最近 {window} 年显著上升。平台期：两者都不是。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Share of the variance that all years have in common</source>
        <translation>各年共有的方差比例</translation>
    </message>
    <message>
        <source>Sinks (rows: one field; else the field of every year)</source>
        <translation>碳汇（长表选一个字段，宽表选各年字段）</translation>
    </message>
    <message>
        <source>Sinks are written as</source>
        <translation>碳汇写作</translation>
    </message>
    <message>
        <source>The emissions are</source>
        <translation>排放为</translation>
    </message>
    <message>
        <source>The present path is the line of the last years; it tells where things lead if they go on, not what will be. Behind its last node the plan goes on in a straight line (EXTENDED).</source>
        <translation>现状路径是最近若干年的直线，只说明照此下去的走向，不是预言。规划在最后节点之后按直线延伸（EXTENDED）。</translation>
    </message>
    <message>
        <source>Year by which neutrality is due</source>
        <translation>碳中和期限（年份）</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years at the end that make the present path</source>
        <translation>代表现状路径的最近年数</translation>
    </message>
    <message>
        <source>Years that must lie behind a peak</source>
        <translation>峰值之后须经过的年数</translation>
    </message>
    <message>
        <source>emissions</source>
        <translation>排放</translation>
    </message>
    <message>
        <source>gross emissions (neutrality needs the sinks too)</source>
        <translation>总排放（判断中和还需碳汇）</translation>
    </message>
    <message>
        <source>negative numbers</source>
        <translation>负数</translation>
    </message>
    <message>
        <source>net emissions</source>
        <translation>净排放</translation>
    </message>
    <message>
        <source>net emissions, sinks already taken off</source>
        <translation>净排放，已扣除碳汇</translation>
    </message>
    <message>
        <source>planned emissions</source>
        <translation>规划排放</translation>
    </message>
    <message>
        <source>planned net emissions</source>
        <translation>规划净排放</translation>
    </message>
    <message>
        <source>positive removals</source>
        <translation>正的清除量</translation>
    </message>
</context>
<context>
    <name>Plane</name>
    <message>
        <source>Distances in {crs} would mislead; they are measured in an azimuthal equidistant plane around {longitude}, {latitude} (stretch at most {percent} %).</source>
        <translation>{crs} 中的距离会失真；改在以 {longitude}, {latitude} 为中心的方位等距平面内量算（伸长至多 {percent} %）。</translation>
    </message>
    <message>
        <source>The layer has no CRS; its coordinates are taken as metres in a plane.</source>
        <translation>图层没有坐标系；其坐标按平面米处理。</translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message>
        <source>Between the years of the plan</source>
        <translation>规划年份之间</translation>
    </message>
    <message>
        <source>Critical band kappa</source>
        <translation>临界区间 κ</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Indicator in the plan</source>
        <translation>规划表的指标</translation>
    </message>
    <message>
        <source>Plan: base and targets by year (table)</source>
        <translation>规划：各年基期值和目标值（表）</translation>
    </message>
    <message>
        <source>Planned value</source>
        <translation>规划值</translation>
    </message>
    <message>
        <source>Settings of single indicators (empty cells: as usual)</source>
        <translation>个别指标的设定（空格为默认）</translation>
    </message>
    <message>
        <source>Targets are</source>
        <translation>目标为</translation>
    </message>
    <message>
        <source>Unit code in the plan</source>
        <translation>规划表的单元代码</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Year in the plan</source>
        <translation>规划表的年份</translation>
    </message>
    <message>
        <source>as the list of indicators says; others are ceilings</source>
        <translation>按指标表，其他为上限</translation>
    </message>
    <message>
        <source>by the same share every year</source>
        <translation>每年相同比例</translation>
    </message>
    <message>
        <source>ceiling or floor</source>
        <translation>ceiling（上限）或 floor（下限）</translation>
    </message>
    <message>
        <source>ceilings: values must stay below</source>
        <translation>上限：数值不得超过</translation>
    </message>
    <message>
        <source>floors: values must stay above</source>
        <translation>下限：数值不得低于</translation>
    </message>
    <message>
        <source>in a straight line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>or: field with the target</source>
        <translation>或：目标值字段</translation>
    </message>
    <message>
        <source>or: one target for all</source>
        <translation>或：共用的目标值</translation>
    </message>
    <message>
        <source>rigid or expected</source>
        <translation>rigid（约束性）或 expected（预期性）</translation>
    </message>
</context>
<context>
    <name>Plugin</name>
    <message>
        <source>All steps, from the accounts to the summary</source>
        <translation>全部步骤，从核算到汇总</translation>
    </message>
    <message>
        <source>Carbon &amp; Pollution Zoning</source>
        <translation>减污降碳分区管治</translation>
    </message>
    <message>
        <source>Help and about…</source>
        <translation>帮助与关于…</translation>
    </message>
    <message>
        <source>Open sample data</source>
        <translation>打开示例数据</translation>
    </message>
    <message>
        <source>Zoning panel</source>
        <translation>分区面板</translation>
    </message>
    <message>
        <source>{name}…</source>
        <translation>{name}…</translation>
    </message>
</context>
<context>
    <name>PointQuotas</name>
    <message>
        <source>Background (share of the quota, or field of the units)</source>
        <translation>背景与面源（占配额的比例，或单元字段）</translation>
    </message>
    <message>
        <source>Benchmark of {name}: {value} per output, that of all points together.</source>
        <translation>{name} 的基准：单位产出 {value}，取全部点的合计强度。</translation>
    </message>
    <message>
        <source>Benchmark per output (number or field of the points; may be empty)</source>
        <translation>单位产出基准（数或点图层字段，可留空）</translation>
    </message>
    <message>
        <source>Emission (field of the points)</source>
        <translation>排放（点图层字段）</translation>
    </message>
    <message>
        <source>Quota (number for all, or field of the units)</source>
        <translation>配额（全部共用的数，或单元字段）</translation>
    </message>
    <message>
        <source>Substance</source>
        <translation>物质</translation>
    </message>
</context>
<context>
    <name>PointUnitStandards</name>
    <message>
        <source>Closure of the quotas</source>
        <translation>配额闭合表</translation>
    </message>
    <message>
        <source>Columns of the closure that end in _t are in the unit of the emissions and quotas as given; they are t only where those are.</source>
        <translation>平衡表中以 _t 结尾的列与所给排放量和配额同单位；仅当后者为吨时才是吨。</translation>
    </message>
    <message>
        <source>Control units</source>
        <translation>管控单元</translation>
    </message>
    <message>
        <source>Field with the code of the point</source>
        <translation>点的代码字段</translation>
    </message>
    <message>
        <source>Field with the code of the unit</source>
        <translation>单元代码字段</translation>
    </message>
    <message>
        <source>Field with the unit of each point (empty: by its place)</source>
        <translation>点所属单元的字段（留空：按位置）</translation>
    </message>
    <message>
        <source>Largest error of closure</source>
        <translation>最大闭合差</translation>
    </message>
    <message>
        <source>Nobody above this share of it (may be empty)</source>
        <translation>上限（占现状排放的比例，可留空）</translation>
    </message>
    <message>
        <source>Nobody below this share of the present emission</source>
        <translation>下限（占现状排放的比例）</translation>
    </message>
    <message>
        <source>Output of the points (product, value added, licensed amount)</source>
        <translation>点的产出（产量、增加值、许可量）</translation>
    </message>
    <message>
        <source>Points (enterprises)</source>
        <translation>点（企业）</translation>
    </message>
    <message>
        <source>Points that emit more than they may</source>
        <translation>超出允许排放量的点数</translation>
    </message>
    <message>
        <source>Points with their standards</source>
        <translation>点控标准</translation>
    </message>
    <message>
        <source>Quotas that do not suffice</source>
        <translation>配额不够时</translation>
    </message>
    <message>
        <source>Reserve (share of the quota)</source>
        <translation>预留比例（占配额）</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Standards of points and units</source>
        <translation>点控与单元控标准</translation>
    </message>
    <message>
        <source>Substances with their quotas</source>
        <translation>物质及其配额</translation>
    </message>
    <message>
        <source>Units with their standards</source>
        <translation>单元控标准</translation>
    </message>
    <message>
        <source>give the lower bounds, and show the gap</source>
        <translation>取下限，并列出缺口</translation>
    </message>
    <message>
        <source>in proportion to output, or else to the present emission</source>
        <translation>按产出比例，未给产出时按现状排放比例</translation>
    </message>
    <message>
        <source>stop, and list the units with their gaps</source>
        <translation>停止，并列出单元及缺口</translation>
    </message>
    <message>
        <source>the same cut for all, in percent</source>
        <translation>全部等比例削减</translation>
    </message>
    <message>
        <source>those above the benchmark per output are cut first</source>
        <translation>先削减超过单位产出基准者</translation>
    </message>
    <message>
        <source>{count} of {total} points emit more than they may.</source>
        <translation>{total} 个点中有 {count} 个超出允许排放量。</translation>
    </message>
</context>
<context>
    <name>PollutantEquivalents</name>
    <message>
        <source>Air tax rate (yuan per equivalent; empty: lowest)</source>
        <translation>大气税额（元/当量；留空：最低）</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Bill of the environmental protection tax</source>
        <translation>环境保护税计费</translation>
    </message>
    <message>
        <source>Discharges (table or layer)</source>
        <translation>排放（表或图层）</translation>
    </message>
    <message>
        <source>Equivalents of every pollutant</source>
        <translation>各污染物当量</translation>
    </message>
    <message>
        <source>Equivalents of the units</source>
        <translation>各单元当量</translation>
    </message>
    <message>
        <source>Layer of the units, to be joined</source>
        <translation>要连接的单元图层</translation>
    </message>
    <message>
        <source>Load per km² where there are polygons</source>
        <translation>有面时计算单位面积负荷（每 km²）</translation>
    </message>
    <message>
        <source>Medium (air, water)</source>
        <translation>介质（air、water）</translation>
    </message>
    <message>
        <source>Negative amounts are corrections</source>
        <translation>负数量为更正数</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>排放口</translation>
    </message>
    <message>
        <source>Particulate matter given as one sum is</source>
        <translation>合并给出的颗粒物</translation>
    </message>
    <message>
        <source>Pollutant</source>
        <translation>污染物</translation>
    </message>
    <message>
        <source>Pollutant equivalents</source>
        <translation>污染当量</translation>
    </message>
    <message>
        <source>Pollutants that are not known by name</source>
        <translation>名称未知的污染物</translation>
    </message>
    <message>
        <source>Scheme of that table</source>
        <translation>该表的方案</translation>
    </message>
    <message>
        <source>Sum of all equivalents</source>
        <translation>当量合计</translation>
    </message>
    <message>
        <source>Table of equivalent values of your own</source>
        <translation>自己的当量值表</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Unit name</source>
        <translation>单元名称</translation>
    </message>
    <message>
        <source>Unit of amounts that have none of their own</source>
        <translation>未注明单位的数量采用的单位</translation>
    </message>
    <message>
        <source>Unit of the amount</source>
        <translation>数量的单位</translation>
    </message>
    <message>
        <source>Water tax rate (yuan per equivalent; empty: lowest)</source>
        <translation>水税额（元/当量；留空：最低）</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years (empty: all)</source>
        <translation>年份（留空：全部）</translation>
    </message>
    <message>
        <source>are left out and listed</source>
        <translation>略去并列出</translation>
    </message>
    <message>
        <source>left out (the law has no value for it)</source>
        <translation>略去（法定没有其当量值）</translation>
    </message>
    <message>
        <source>or: fields of the layer that hold pollutants</source>
        <translation>或：图层中存放污染物的字段</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>taken for general dust (4 kg)</source>
        <translation>按一般性粉尘计（4 kg）</translation>
    </message>
    <message>
        <source>taken for soot (2.18 kg)</source>
        <translation>按烟尘计（2.18 kg）</translation>
    </message>
    <message>
        <source>{count} units: {air} equivalents in air, {water} in water.</source>
        <translation>{count} 个单元：大气污染当量 {air}，水污染当量 {water}。</translation>
    </message>
</context>
<context>
    <name>Pollutants</name>
    <message>
        <source>Benchmark (may be empty)</source>
        <translation>基准值（可留空）</translation>
    </message>
    <message>
        <source>Correct them, or say in {parameter} that they are net loads (loads).</source>
        <translation>请更正，或在 {parameter} 中说明它们是净负荷（loads）。</translation>
    </message>
    <message>
        <source>Correct them; leave those blank that are not known.</source>
        <translation>请更正；未知者请留空。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Negative values of pollutants are</source>
        <translation>污染物的负值为</translation>
    </message>
    <message>
        <source>Standard (number or field)</source>
        <translation>标准（数值或字段）</translation>
    </message>
    <message>
        <source>Weight (may be empty)</source>
        <translation>权重（可留空）</translation>
    </message>
    <message>
        <source>errors (concentrations): the run stops</source>
        <translation>错误（浓度）：停止运行</translation>
    </message>
    <message>
        <source>net loads (purification): within the standard, flagged</source>
        <translation>净负荷（净化）：视为达标并加标记</translation>
    </message>
</context>
<context>
    <name>PollutionIndex</name>
    <message>
        <source>Exceedance of the units</source>
        <translation>各单元超标倍数</translation>
    </message>
    <message>
        <source>Functional class of the row</source>
        <translation>该行的功能类别</translation>
    </message>
    <message>
        <source>Layer of the units, to be joined</source>
        <translation>要连接的单元图层</translation>
    </message>
    <message>
        <source>Limit or capacity in that table</source>
        <translation>该表中的限值或能力</translation>
    </message>
    <message>
        <source>Limits or capacities of single units (table of the same form)</source>
        <translation>单个单元的限值或能力（同样形式的表）</translation>
    </message>
    <message>
        <source>Medium (air, water, sea, soil)</source>
        <translation>介质（air、water、sea、soil）</translation>
    </message>
    <message>
        <source>Nemerow index</source>
        <translation>内梅罗指数</translation>
    </message>
    <message>
        <source>One figure from several pollutants</source>
        <translation>多种污染物的合成</translation>
    </message>
    <message>
        <source>Pollutant</source>
        <translation>污染物</translation>
    </message>
    <message>
        <source>Pollutants that are not known by name</source>
        <translation>名称未知的污染物</translation>
    </message>
    <message>
        <source>Pollution index</source>
        <translation>污染超标指数</translation>
    </message>
    <message>
        <source>Readings or loads (table or layer)</source>
        <translation>监测值或负荷（表或图层）</translation>
    </message>
    <message>
        <source>Several rows of one pollutant are</source>
        <translation>同一污染物的多行</translation>
    </message>
    <message>
        <source>Table of equivalent values of your own</source>
        <translation>自己的当量值表</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Unit name</source>
        <translation>单元名称</translation>
    </message>
    <message>
        <source>Unit of the value</source>
        <translation>数值的单位</translation>
    </message>
    <message>
        <source>Unit of values that have none of their own</source>
        <translation>未注明单位的数值采用的单位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years (empty: all)</source>
        <translation>年份（留空：全部）</translation>
    </message>
    <message>
        <source>are left out and listed</source>
        <translation>略去并列出</translation>
    </message>
    <message>
        <source>averaged</source>
        <translation>取平均</translation>
    </message>
    <message>
        <source>averaged, loads summed</source>
        <translation>取平均，负荷求和</translation>
    </message>
    <message>
        <source>equivalents of loads against capacities</source>
        <translation>负荷当量与能力当量之比</translation>
    </message>
    <message>
        <source>largest exceedance (every pollutant must comply)</source>
        <translation>最大超标倍数（任一污染物都须达标）</translation>
    </message>
    <message>
        <source>or: fields of the layer that hold pollutants</source>
        <translation>或：图层中存放污染物的字段</translation>
    </message>
    <message>
        <source>or: fields with standards of your own</source>
        <translation>或：带自定标准的字段</translation>
    </message>
    <message>
        <source>represented by the worst</source>
        <translation>取最差者</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>summed (loads)</source>
        <translation>求和（负荷）</translation>
    </message>
    <message>
        <source>weighted mean</source>
        <translation>加权平均</translation>
    </message>
    <message>
        <source>{exceeding} of {count} units exceed their standard.</source>
        <translation>{count} 个单元中有 {exceeding} 个超标。</translation>
    </message>
</context>
<context>
    <name>PollutionLoad</name>
    <message>
        <source>Activities (table)</source>
        <translation>活动（表）</translation>
    </message>
    <message>
        <source>Activities without a factor of any pollutant</source>
        <translation>没有任何污染物因子的活动</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Activity (blank: every activity)</source>
        <translation>活动（空白为全部活动）</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Band of the raster</source>
        <translation>栅格波段</translation>
    </message>
    <message>
        <source>Cells without data are</source>
        <translation>无数据像元是</translation>
    </message>
    <message>
        <source>Code in that layer</source>
        <translation>该图层的代码</translation>
    </message>
    <message>
        <source>Delivery ratio in that layer</source>
        <translation>该图层的入河系数</translation>
    </message>
    <message>
        <source>Delivery ratio of diffuse loads (0 to 1)</source>
        <translation>面源负荷入河系数（0～1）</translation>
    </message>
    <message>
        <source>Emission factors of your own (ef_SO2, ef_COD …)</source>
        <translation>自备排放因子（ef_SO2、ef_COD 等）</translation>
    </message>
    <message>
        <source>Export coefficients of your own (land_export)</source>
        <translation>自备输出系数（land_export）</translation>
    </message>
    <message>
        <source>High end of the rate</source>
        <translation>去除率上限</translation>
    </message>
    <message>
        <source>It counts beside export coefficients, which are of other fields</source>
        <translation>与输出系数并行计入（针对不同农田）</translation>
    </message>
    <message>
        <source>Land classes without a coefficient</source>
        <translation>没有系数的地类</translation>
    </message>
    <message>
        <source>Land use (polygons)</source>
        <translation>土地利用（面）</translation>
    </message>
    <message>
        <source>Leached nitrogen of fertiliser counts as total nitrogen</source>
        <translation>氮肥淋溶计为总氮</translation>
    </message>
    <message>
        <source>Loads in detail</source>
        <translation>负荷明细</translation>
    </message>
    <message>
        <source>Loads of activities go to sub-catchments by</source>
        <translation>活动负荷分摊到子流域的依据</translation>
    </message>
    <message>
        <source>Loads of the sub-catchments</source>
        <translation>各子流域负荷</translation>
    </message>
    <message>
        <source>Loads of the units</source>
        <translation>各单元负荷</translation>
    </message>
    <message>
        <source>Low end of the rate</source>
        <translation>去除率下限</translation>
    </message>
    <message>
        <source>Measure overlaps of land-use polygons</source>
        <translation>量算土地利用图斑的重叠</translation>
    </message>
    <message>
        <source>Negative amounts are corrections</source>
        <translation>负的数量是更正</translation>
    </message>
    <message>
        <source>NoData value of the raster (empty: its own)</source>
        <translation>栅格的无数据值（留空取其自带值）</translation>
    </message>
    <message>
        <source>Pollutant (blank: every pollutant)</source>
        <translation>污染物（空白为全部污染物）</translation>
    </message>
    <message>
        <source>Pollutant of the map (empty: the first)</source>
        <translation>地图显示的污染物（留空取第一个）</translation>
    </message>
    <message>
        <source>Pollution load</source>
        <translation>污染负荷</translation>
    </message>
    <message>
        <source>Removal rate</source>
        <translation>去除率</translation>
    </message>
    <message>
        <source>Removal rates (table)</source>
        <translation>去除率（表）</translation>
    </message>
    <message>
        <source>Removal rates are</source>
        <translation>去除率的写法</translation>
    </message>
    <message>
        <source>Scheme of that table</source>
        <translation>该表的方案</translation>
    </message>
    <message>
        <source>Sub-catchments (polygons)</source>
        <translation>子流域（面）</translation>
    </message>
    <message>
        <source>Uncertainty of the amounts (half of the 95 % interval, %)</source>
        <translation>数量的不确定性（95 % 区间半宽，%）</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code (blank: every unit)</source>
        <translation>单元代码（空白为全部单元）</translation>
    </message>
    <message>
        <source>Unit code in that layer</source>
        <translation>该图层的单元代码</translation>
    </message>
    <message>
        <source>Unit of the amount</source>
        <translation>数量单位</translation>
    </message>
    <message>
        <source>Units (polygons)</source>
        <translation>单元（面）</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Year of the account (one)</source>
        <translation>核算年份（一个）</translation>
    </message>
    <message>
        <source>are left out and flagged</source>
        <translation>不计并标记</translation>
    </message>
    <message>
        <source>are left out and listed</source>
        <translation>不计并列出</translation>
    </message>
    <message>
        <source>land that is not known</source>
        <translation>未知的土地</translation>
    </message>
    <message>
        <source>no land (sea, outside of the map)</source>
        <translation>非陆地（海域、图外）</translation>
    </message>
    <message>
        <source>or: land cover (raster)</source>
        <translation>或：土地覆被（栅格）</translation>
    </message>
    <message>
        <source>percentages from 0 to 100</source>
        <translation>百分数（0～100）</translation>
    </message>
    <message>
        <source>shares from 0 to 1</source>
        <translation>比例（0～1）</translation>
    </message>
    <message>
        <source>stop the run and are listed</source>
        <translation>停止运行并列出</translation>
    </message>
    <message>
        <source>the area of the unit in them</source>
        <translation>单元在其中的面积</translation>
    </message>
    <message>
        <source>the built-up land of the unit in them</source>
        <translation>单元在其中的建设用地面积</translation>
    </message>
    <message>
        <source>{load:.6g} t of {name} lie outside of all sub-catchments.</source>
        <translation>{name}有 {load:.6g} 吨落在所有子流域之外。</translation>
    </message>
</context>
<context>
    <name>PollutionRasters</name>
    <message>
        <source>Benchmark (may be empty)</source>
        <translation>基准值（可留空）</translation>
    </message>
    <message>
        <source>Nemerow index</source>
        <translation>内梅罗指数</translation>
    </message>
    <message>
        <source>One figure from several pollutants</source>
        <translation>多种污染物的合成</translation>
    </message>
    <message>
        <source>Pollution (raster)</source>
        <translation>污染（栅格）</translation>
    </message>
    <message>
        <source>Raster (layer or file)</source>
        <translation>栅格（图层或文件）</translation>
    </message>
    <message>
        <source>Standard (number or raster)</source>
        <translation>标准（数值或栅格）</translation>
    </message>
    <message>
        <source>Weight (may be empty)</source>
        <translation>权重（可留空）</translation>
    </message>
    <message>
        <source>largest exceedance (every pollutant must comply)</source>
        <translation>最大超标倍数（任一污染物都须达标）</translation>
    </message>
    <message>
        <source>or: pollution exceedance q_p (raster)</source>
        <translation>或：污染超标倍数 q_p（栅格）</translation>
    </message>
    <message>
        <source>or: raster of the standard</source>
        <translation>或：标准栅格</translation>
    </message>
    <message>
        <source>or: several pollutants with their standards</source>
        <translation>或：多种污染物及其标准</translation>
    </message>
    <message>
        <source>weighted mean</source>
        <translation>加权平均</translation>
    </message>
    <message>
        <source>with: standard of the pollution, one for all</source>
        <translation>以及：污染标准，全部相同</translation>
    </message>
</context>
<context>
    <name>PolygonInputs</name>
    <message>
        <source>Invalid polygons</source>
        <translation>无效面</translation>
    </message>
    <message>
        <source>repair, and list them</source>
        <translation>修复并列出</translation>
    </message>
    <message>
        <source>stop, and list them</source>
        <translation>停止并列出</translation>
    </message>
    <message>
        <source>{layer} is transformed from {source} to {target}.</source>
        <translation>{layer} 已由 {source} 转换到 {target}。</translation>
    </message>
</context>
<context>
    <name>Previews</name>
    <message>
        <source>A print layout for each layer of classes</source>
        <translation>每个分类图层一个打印布局</translation>
    </message>
    <message>
        <source>Layer or table</source>
        <translation>图层或表</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>显示为</translation>
    </message>
    <message>
        <source>The project that opens them as they are here</source>
        <translation>按此处样子打开它们的工程</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>in its own style</source>
        <translation>用自身样式</translation>
    </message>
    <message>
        <source>{rows} rows, {columns} columns</source>
        <translation>{rows} 行，{columns} 列</translation>
    </message>
</context>
<context>
    <name>Provider</name>
    <message>
        <source>Carbon &amp; Pollution Zoning</source>
        <translation>减污降碳分区管治</translation>
    </message>
</context>
<context>
    <name>QualityReport</name>
    <message>
        <source>All {count} are complete.</source>
        <translation>{count} 项全部完整。</translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation>完整性</translation>
    </message>
    <message>
        <source>Completeness by item (units and years)</source>
        <translation>各项目的完整性（单元和年份）</translation>
    </message>
    <message>
        <source>Completeness by unit (items and years)</source>
        <translation>各单元的完整性（项目和年份）</translation>
    </message>
    <message>
        <source>Completeness by year (units and items)</source>
        <translation>各年份的完整性（单元和项目）</translation>
    </message>
    <message>
        <source>Completeness of the fields</source>
        <translation>各字段的完整性</translation>
    </message>
    <message>
        <source>Coverage of the units</source>
        <translation>单元覆盖性</translation>
    </message>
    <message>
        <source>Data quality of {name}</source>
        <translation>{name}的数据质量</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应有</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Item or field</source>
        <translation>项目或字段</translation>
    </message>
    <message>
        <source>Missing (the first of them)</source>
        <translation>缺少（部分）</translation>
    </message>
    <message>
        <source>Nothing contradicts itself. Look at the warnings.</source>
        <translation>没有自相矛盾之处，请核对各项提示。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Some numbers cannot be right. Mend them before the table is used.</source>
        <translation>有些数字不可能成立，请更正后再使用。</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>There</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>Traceability</source>
        <translation>可追溯性</translation>
    </message>
    <message>
        <source>Traceability (rows with a source)</source>
        <translation>可追溯性（有来源的行）</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What was checked</source>
        <translation>检查内容</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>{count} more are at least as complete.</source>
        <translation>另有 {count} 项至少同样完整。</translation>
    </message>
    <message>
        <source>{count} more stand in the table of findings.</source>
        <translation>另有 {count} 条见发现表。</translation>
    </message>
</context>
<context>
    <name>Quotas</name>
    <message>
        <source>Base value (emission, area ...)</source>
        <translation>基期值（排放、面积等）</translation>
    </message>
    <message>
        <source>Basis of one's own (capacity, suitable area ...)</source>
        <translation>自定依据（环境容量、适宜面积等）</translation>
    </message>
    <message>
        <source>Beta (Boltzmann)</source>
        <translation>β（玻尔兹曼）</translation>
    </message>
    <message>
        <source>CRITIC</source>
        <translation>CRITIC</translation>
    </message>
    <message>
        <source>Children of the unit (layer or table)</source>
        <translation>下级单元（图层或表）</translation>
    </message>
    <message>
        <source>Code of the indicator</source>
        <translation>指标代码</translation>
    </message>
    <message>
        <source>Code of the parent (empty: all rows are its children)</source>
        <translation>上级代码（空：所有行都是其下级）</translation>
    </message>
    <message>
        <source>Constant returns to scale (zero-sum DEA)</source>
        <translation>规模报酬不变（零和 DEA）</translation>
    </message>
    <message>
        <source>Criteria (composite, TOPSIS, Gini)</source>
        <translation>指标（综合得分、TOPSIS、基尼系数）</translation>
    </message>
    <message>
        <source>Criteria of which less asks for more</source>
        <translation>数值越小应分得越多的指标</translation>
    </message>
    <message>
        <source>Cumulative emission of the past</source>
        <translation>历史累积排放</translation>
    </message>
    <message>
        <source>Exponent of the GDP per person (ability to pay)</source>
        <translation>人均 GDP 的指数（支付能力）</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Field with the code of the parent</source>
        <translation>上级代码字段</translation>
    </message>
    <message>
        <source>Field with the code of the unit</source>
        <translation>单元代码字段</translation>
    </message>
    <message>
        <source>Field with the name of the unit</source>
        <translation>单元名称字段</translation>
    </message>
    <message>
        <source>Field with the sub-zone (empty: shared by place alone)</source>
        <translation>亚区字段（空：只按地区分解）</translation>
    </message>
    <message>
        <source>GDP of the base year</source>
        <translation>基期 GDP</translation>
    </message>
    <message>
        <source>GDP of the target year</source>
        <translation>目标年 GDP</translation>
    </message>
    <message>
        <source>Given weights of the criteria</source>
        <translation>给定的指标权重</translation>
    </message>
    <message>
        <source>It binds</source>
        <translation>约束程度</translation>
    </message>
    <message>
        <source>Largest cut of the intensity (%)</source>
        <translation>强度最大下降率（%）</translation>
    </message>
    <message>
        <source>Least cut of the intensity (%)</source>
        <translation>强度最小下降率（%）</translation>
    </message>
    <message>
        <source>Lower bound of the unit</source>
        <translation>单元下限</translation>
    </message>
    <message>
        <source>Most deviation from the base share (± %)</source>
        <translation>与基期份额的最大偏离（± %）</translation>
    </message>
    <message>
        <source>Part of the sinks that counts (adjusted by sinks, 0 to 1)</source>
        <translation>计入的碳汇比例（碳汇调节，0～1）</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>人口</translation>
    </message>
    <message>
        <source>Reserve of the parent (%)</source>
        <translation>上级预留（%）</translation>
    </message>
    <message>
        <source>Rounding unit (0: none)</source>
        <translation>取整单位（0：不取整）</translation>
    </message>
    <message>
        <source>Sink (positive)</source>
        <translation>碳汇（正值）</translation>
    </message>
    <message>
        <source>Slope of the marginal abatement cost</source>
        <translation>边际减排成本斜率</translation>
    </message>
    <message>
        <source>Target of the parent</source>
        <translation>上级目标值</translation>
    </message>
    <message>
        <source>The target is a</source>
        <translation>目标方向</translation>
    </message>
    <message>
        <source>Tolerance of an expected target (%)</source>
        <translation>预期性目标的容差（%）</translation>
    </message>
    <message>
        <source>Unit of the values</source>
        <translation>数值单位</translation>
    </message>
    <message>
        <source>Upper bound of the unit</source>
        <translation>单元上限</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights of the criteria</source>
        <translation>指标赋权</translation>
    </message>
    <message>
        <source>Year of the target</source>
        <translation>目标年份</translation>
    </message>
    <message>
        <source>Years of the budget (cumulative emission per person)</source>
        <translation>预算年数（人均累积排放）</translation>
    </message>
    <message>
        <source>advisory: as near as the bounds allow</source>
        <translation>建议性：在上下限内尽量接近</translation>
    </message>
    <message>
        <source>ceiling: not more</source>
        <translation>上限：不得突破</translation>
    </message>
    <message>
        <source>entropy (min-max values)</source>
        <translation>熵权（极差标准化）</translation>
    </message>
    <message>
        <source>entropy (shares)</source>
        <translation>熵权（份额）</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>等权</translation>
    </message>
    <message>
        <source>expected: the sum may move within the tolerance</source>
        <translation>预期性：合计可在容差内变动</translation>
    </message>
    <message>
        <source>floor: not less</source>
        <translation>下限：不得低于</translation>
    </message>
    <message>
        <source>given below</source>
        <translation>按下表给定</translation>
    </message>
    <message>
        <source>rigid: the sum holds exactly</source>
        <translation>约束性：合计严格闭合</translation>
    </message>
</context>
<context>
    <name>Readings</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Medium (may be empty)</source>
        <translation>介质（可留空）</translation>
    </message>
    <message>
        <source>Pollutant (empty: name of the field)</source>
        <translation>污染物（留空：字段名）</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Weight (may be empty)</source>
        <translation>权重（可留空）</translation>
    </message>
</context>
<context>
    <name>Reconcile</name>
    <message>
        <source>Adjusted values</source>
        <translation>平差值</translation>
    </message>
    <message>
        <source>Bounds: percent of the reported value</source>
        <translation>上下限：占上报值的百分比</translation>
    </message>
    <message>
        <source>Closure of the parents</source>
        <translation>上级闭合情况</translation>
    </message>
    <message>
        <source>Lower bound</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Parents that stay open</source>
        <translation>未闭合的上级数</translation>
    </message>
    <message>
        <source>Parents whose children were adjusted</source>
        <translation>已对下级平差的上级数</translation>
    </message>
    <message>
        <source>RAS: parts fitted to unit totals and to the parent's parts</source>
        <translation>RAS：分项同时拟合单元合计与上级分项</translation>
    </message>
    <message>
        <source>Reconcile children with parents</source>
        <translation>上下级平差</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Upper bound</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Values of the parents are</source>
        <translation>上级数值为</translation>
    </message>
    <message>
        <source>by binding force (rigid: in proportion; expected: by uncertainty)</source>
        <translation>按约束性（约束性：比例；预期性：不确定度）</translation>
    </message>
    <message>
        <source>equal shift</source>
        <translation>等额平移</translation>
    </message>
    <message>
        <source>generalised least squares (by uncertainty)</source>
        <translation>广义最小二乘（按不确定度）</translation>
    </message>
    <message>
        <source>in proportion</source>
        <translation>比例调整</translation>
    </message>
    <message>
        <source>least squares within bounds</source>
        <translation>限界最小二乘</translation>
    </message>
    <message>
        <source>of the same kind</source>
        <translation>相同类型</translation>
    </message>
</context>
<context>
    <name>ReferenceApproach</name>
    <message>
        <source>Apparent consumption</source>
        <translation>表观消费量</translation>
    </message>
    <message>
        <source>Both approaches by unit</source>
        <translation>各单元两种方法对照</translation>
    </message>
    <message>
        <source>CO2 of fuels in that table</source>
        <translation>该表中燃料的 CO2</translation>
    </message>
    <message>
        <source>Carbon that stays in products (tC)</source>
        <translation>留存于产品的碳（tC）</translation>
    </message>
    <message>
        <source>Exports, and what goes out</source>
        <translation>出口及调出</translation>
    </message>
    <message>
        <source>Fuel</source>
        <translation>燃料</translation>
    </message>
    <message>
        <source>Fuel factors</source>
        <translation>燃料因子</translation>
    </message>
    <message>
        <source>Fuel factors of your own</source>
        <translation>自己的燃料因子表</translation>
    </message>
    <message>
        <source>Imports, and what comes in</source>
        <translation>进口及调入</translation>
    </message>
    <message>
        <source>Increase of stocks</source>
        <translation>库存增加</translation>
    </message>
    <message>
        <source>International bunkers</source>
        <translation>国际燃料舱</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Reference approach (t CO2)</source>
        <translation>参考方法（t CO2）</translation>
    </message>
    <message>
        <source>Reference approach of fuel CO2</source>
        <translation>燃料 CO2 参考方法</translation>
    </message>
    <message>
        <source>Sectoral approach (units of the emission inventory)</source>
        <translation>部门方法（排放清单的单元表）</translation>
    </message>
    <message>
        <source>Supply of fuels (table)</source>
        <translation>燃料供应（表）</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code in that table</source>
        <translation>该表的单元代码</translation>
    </message>
    <message>
        <source>Unit of the amounts</source>
        <translation>数量的单位</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Year in that table</source>
        <translation>该表的年份</translation>
    </message>
    <message>
        <source>Years (empty: all)</source>
        <translation>年份（留空：全部）</translation>
    </message>
</context>
<context>
    <name>RegisterInputs</name>
    <message>
        <source>Of the register: groupings (basins, city clusters) beside units</source>
        <translation>台账：分组（流域、城市群）与单元并列</translation>
    </message>
    <message>
        <source>Of the register: indicators (empty: all)</source>
        <translation>台账：指标（空为全部）</translation>
    </message>
    <message>
        <source>Of the register: kinds of values</source>
        <translation>台账：数值类型</translation>
    </message>
    <message>
        <source>Of the register: levels of units (empty: all)</source>
        <translation>台账：单元层级（空为全部）</translation>
    </message>
    <message>
        <source>Of the register: these units and all below (empty: all)</source>
        <translation>台账：这些单元及其以下（空为全部）</translation>
    </message>
    <message>
        <source>Of the register: units as they were in the year (empty: today)</source>
        <translation>台账：以该年的单元为准（空为当前）</translation>
    </message>
    <message>
        <source>Of the register: years (2020, 2022-2024; empty: all)</source>
        <translation>台账：年份（2020, 2022-2024；空为全部）</translation>
    </message>
    <message>
        <source>Write the results into the register</source>
        <translation>将结果写入台账</translation>
    </message>
</context>
<context>
    <name>RegisterReading</name>
    <message>
        <source>Of {year}: {indicators}</source>
        <translation>取自 {year} 年：{indicators}</translation>
    </message>
    <message>
        <source>{count} values were carried onto units by the boundary changes of the register.</source>
        <translation>{count} 个数值已按台账中的区划变更转到相应单元。</translation>
    </message>
</context>
<context>
    <name>RegisterResults</name>
    <message>
        <source>The register keeps the causes of {count} tasks.</source>
        <translation>台账已存 {count} 项任务的原因。</translation>
    </message>
    <message>
        <source>The register keeps {count} rows in {table}.</source>
        <translation>台账在“{table}”表中新存 {count} 行。</translation>
    </message>
    <message>
        <source>The register keeps {count} values as {kind}; {same} were there already.</source>
        <translation>台账新存 {count} 个数值（{kind}）；{same} 个已有。</translation>
    </message>
    <message>
        <source>The register keeps {new} new tasks and {changed} that changed.</source>
        <translation>台账新存 {new} 项任务，更新 {changed} 项。</translation>
    </message>
    <message>
        <source>To be decided</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>{count} results of groupings are not kept: they follow from their units.</source>
        <translation>{count} 个分组的结果不存入台账：可由其单元得出。</translation>
    </message>
</context>
<context>
    <name>Registers</name>
    <message>
        <source>Place of the register</source>
        <translation>台账位置</translation>
    </message>
    <message>
        <source>Register (GeoPackage)</source>
        <translation>台账（GeoPackage）</translation>
    </message>
    <message>
        <source>Register on a server (PostgreSQL connection)</source>
        <translation>服务器上的台账（PostgreSQL 连接）</translation>
    </message>
    <message>
        <source>Schema of the register there</source>
        <translation>台账所在模式</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>Close QGIS, start the OSGeo4W setup (Advanced Install), mark {packages} under Libs and let it install; the standalone installer of QGIS has it already.</source>
        <translation>请关闭 QGIS，启动 OSGeo4W 安装程序（Advanced Install），在 Libs 下勾选 {packages} 并安装；QGIS 独立安装包已自带。</translation>
    </message>
    <message>
        <source>In a terminal: flatpak run --devel --command=pip3 org.qgis.qgis install {names} --user; then start QGIS again.</source>
        <translation>请在终端运行：flatpak run --devel --command=pip3 org.qgis.qgis install {names} --user；然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Install a current QGIS for macOS from qgis.org, which has it; or QGIS from conda-forge with conda install -c conda-forge qgis {names}.</source>
        <translation>请从 qgis.org 安装最新的 macOS 版 QGIS，其中已自带；或用 conda-forge 安装：conda install -c conda-forge qgis {names}。</translation>
    </message>
    <message>
        <source>Install it in a terminal: {command} {packages}; then start QGIS again.</source>
        <translation>请在终端安装：{command} {packages}；然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Install it in the environment of QGIS: conda install -c conda-forge {names}; then start QGIS again.</source>
        <translation>请在 QGIS 所在环境中安装：conda install -c conda-forge {names}；然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Install it with the package manager of the system, where it is called {packages} as a rule; then start QGIS again.</source>
        <translation>请用系统的软件包管理器安装，通常名为 {packages}；然后重新启动 QGIS。</translation>
    </message>
</context>
<context>
    <name>Request</name>
    <message>
        <source>All cells of the sheet {layer} are text; its first row is the header.</source>
        <translation>工作表 {layer} 的所有单元格都是文本；已把首行读作表头。</translation>
    </message>
    <message>
        <source>The field {field} holds {count} numbers stored as text; they were read.</source>
        <translation>字段 {field} 有 {count} 个以文本存放的数字；已读取。</translation>
    </message>
    <message>
        <source>{layer} does not name its encoding (no .cpg file); it was read as {encoding}.</source>
        <translation>{layer} 未注明编码（没有 .cpg 文件），已按 {encoding} 读取。</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>Fields of the input that held the same values, or none, stand there once: {fields}.</source>
        <translation>输入中数值相同或全为空的字段只保留一列：{fields}。</translation>
    </message>
</context>
<context>
    <name>Sample</name>
    <message>
        <source>Haiyue County (practice data)</source>
        <translation>海岳县（练习数据）</translation>
    </message>
    <message>
        <source>The sample data are open already.</source>
        <translation>示例数据已经打开。</translation>
    </message>
    <message>
        <source>This installation has no sample data in {folder}.</source>
        <translation>本安装的 {folder} 中没有示例数据。</translation>
    </message>
</context>
<context>
    <name>ShownLayers</name>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Field that the legend shows (empty: its own)</source>
        <translation>图例所用字段（留空：本插件字段）</translation>
    </message>
    <message>
        <source>Kind of legend</source>
        <translation>图例形式</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Layer with classes, sub-zones or other results</source>
        <translation>含类别、亚区或其他结果的图层</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Only the classes that occur</source>
        <translation>只列出现的类别</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>as set in the dock</source>
        <translation>按面板设置</translation>
    </message>
    <message>
        <source>by its fields</source>
        <translation>按字段识别</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>matrix for sub-zones, list for others</source>
        <translation>亚区用矩阵，其他用列表</translation>
    </message>
    <message>
        <source>that of QGIS</source>
        <translation>与 QGIS 相同</translation>
    </message>
    <message>
        <source>with the diagram of the classes</source>
        <translation>加六类判定图</translation>
    </message>
</context>
<context>
    <name>SixClassZoning</name>
    <message>
        <source>Both exceed weakly</source>
        <translation>两者均弱超标</translation>
    </message>
    <message>
        <source>Both exceed weakly and equally</source>
        <translation>两者均弱超标且程度相等</translation>
    </message>
    <message>
        <source>CP: carbon leads</source>
        <translation>CP：碳为主</translation>
    </message>
    <message>
        <source>Carbon benchmark (empty: computed from the units and frozen)</source>
        <translation>碳基准值（留空：由各单元求得并固化）</translation>
    </message>
    <message>
        <source>Carbon benchmark that was used</source>
        <translation>采用的碳基准值</translation>
    </message>
    <message>
        <source>Carbon benchmark: {benchmark}</source>
        <translation>碳基准值：{benchmark}</translation>
    </message>
    <message>
        <source>Carbon standard</source>
        <translation>碳标准</translation>
    </message>
    <message>
        <source>Denominator of the intensity</source>
        <translation>强度的分母</translation>
    </message>
    <message>
        <source>Field of the denominator (area: empty measures the geometry)</source>
        <translation>分母字段（面积：留空则量算几何）</translation>
    </message>
    <message>
        <source>GDP</source>
        <translation>GDP</translation>
    </message>
    <message>
        <source>Nemerow index</source>
        <translation>内梅罗指数</translation>
    </message>
    <message>
        <source>Net carbon emission (t CO2e per year)</source>
        <translation>净碳排放（t CO2e/年）</translation>
    </message>
    <message>
        <source>One figure from several pollutants</source>
        <translation>多种污染物的合成</translation>
    </message>
    <message>
        <source>PC: pollution leads</source>
        <translation>PC：污染为主</translation>
    </message>
    <message>
        <source>Pollution exceedance q_p</source>
        <translation>污染超标倍数 q_p</translation>
    </message>
    <message>
        <source>Quota or duty is given as</source>
        <translation>配额或任务的给出方式</translation>
    </message>
    <message>
        <source>Quota or duty, one for all</source>
        <translation>对全部单元相同的配额或净汇任务</translation>
    </message>
    <message>
        <source>SCP (precautionary)</source>
        <translation>SCP（从严）</translation>
    </message>
    <message>
        <source>Sinks are written as</source>
        <translation>碳汇的写法</translation>
    </message>
    <message>
        <source>Six classes</source>
        <translation>六类分区</translation>
    </message>
    <message>
        <source>Six-class carbon-pollution zoning</source>
        <translation>碳污六类分区</translation>
    </message>
    <message>
        <source>Strong threshold of carbon</source>
        <translation>碳的强阈值</translation>
    </message>
    <message>
        <source>Strong threshold of pollution</source>
        <translation>污染的强阈值</translation>
    </message>
    <message>
        <source>Strong thresholds</source>
        <translation>强阈值</translation>
    </message>
    <message>
        <source>Tolerance of the exceedance</source>
        <translation>超标倍数的容差</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Units by class: {classes}</source>
        <translation>各类单元数：{classes}</translation>
    </message>
    <message>
        <source>Zoning standard (fills what is left at its default)</source>
        <translation>分区标准（填充仍为默认值的参数）</translation>
    </message>
    <message>
        <source>area (ha)</source>
        <translation>面积（公顷）</translation>
    </message>
    <message>
        <source>duty: a net sink is owed (below 0)</source>
        <translation>duty 净汇任务：应为净汇（小于 0）</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>intensity (t per denominator)</source>
        <translation>强度（t/分母）</translation>
    </message>
    <message>
        <source>largest exceedance (every pollutant must comply)</source>
        <translation>最大超标倍数（任一污染物都须达标）</translation>
    </message>
    <message>
        <source>median of the exceeders (exploratory)</source>
        <translation>超标者中位数（探索用）</translation>
    </message>
    <message>
        <source>natural break of the exceeders (exploratory)</source>
        <translation>超标者自然断点（探索用）</translation>
    </message>
    <message>
        <source>negative numbers</source>
        <translation>负数</translation>
    </message>
    <message>
        <source>neutrality: net emission 0</source>
        <translation>neutrality 碳中和：净排放为 0</translation>
    </message>
    <message>
        <source>or: carbon emission (t CO2e per year)</source>
        <translation>或：碳排放（t CO2e/年）</translation>
    </message>
    <message>
        <source>or: field with the quota or duty</source>
        <translation>或：配额或净汇任务字段</translation>
    </message>
    <message>
        <source>or: pollutants with their standards</source>
        <translation>或：污染物及其标准</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>population</source>
        <translation>人口</translation>
    </message>
    <message>
        <source>positive removals</source>
        <translation>正的清除量</translation>
    </message>
    <message>
        <source>quota: a limit of 0 or above</source>
        <translation>quota 配额：不小于 0 的限额</translation>
    </message>
    <message>
        <source>the larger exceedance decides</source>
        <translation>按较大的超标倍数判定</translation>
    </message>
    <message>
        <source>total of the unit (t)</source>
        <translation>单元总量（t）</translation>
    </message>
    <message>
        <source>weighted mean</source>
        <translation>加权平均</translation>
    </message>
    <message>
        <source>with: carbon sink (t CO2e per year)</source>
        <translation>以及：碳汇（t CO2e/年）</translation>
    </message>
</context>
<context>
    <name>SixClassZoningRaster</name>
    <message>
        <source>Areas by class</source>
        <translation>各类面积</translation>
    </message>
    <message>
        <source>Areas by space and class</source>
        <translation>各空间与类别面积</translation>
    </message>
    <message>
        <source>Both exceed weakly</source>
        <translation>两者均弱超标</translation>
    </message>
    <message>
        <source>Both exceed weakly and equally</source>
        <translation>两者均弱超标且程度相等</translation>
    </message>
    <message>
        <source>CP: carbon leads</source>
        <translation>CP：碳为主</translation>
    </message>
    <message>
        <source>Carbon benchmark (empty: computed from the cells and frozen)</source>
        <translation>碳基准值（留空：由各像元求得并固化）</translation>
    </message>
    <message>
        <source>Carbon benchmark that was used</source>
        <translation>采用的碳基准值</translation>
    </message>
    <message>
        <source>Carbon benchmark: {benchmark}</source>
        <translation>碳基准值：{benchmark}</translation>
    </message>
    <message>
        <source>Carbon exceedance q_c</source>
        <translation>碳超标倍数 q_c</translation>
    </message>
    <message>
        <source>Carbon standard</source>
        <translation>碳标准</translation>
    </message>
    <message>
        <source>Cells by class: {classes}</source>
        <translation>各类像元数：{classes}</translation>
    </message>
    <message>
        <source>Denominator of the intensity</source>
        <translation>强度的分母</translation>
    </message>
    <message>
        <source>GDP</source>
        <translation>GDP</translation>
    </message>
    <message>
        <source>Net carbon emission (raster)</source>
        <translation>净碳排放（栅格）</translation>
    </message>
    <message>
        <source>Net emission is given in</source>
        <translation>净排放的单位</translation>
    </message>
    <message>
        <source>PC: pollution leads</source>
        <translation>PC：污染为主</translation>
    </message>
    <message>
        <source>Pollution exceedance q_p</source>
        <translation>污染超标倍数 q_p</translation>
    </message>
    <message>
        <source>Quota or duty, t per denominator, one for all</source>
        <translation>配额或任务（t/分母），全部相同</translation>
    </message>
    <message>
        <source>Raster of the denominator (amount per cell)</source>
        <translation>分母栅格（每像元数量）</translation>
    </message>
    <message>
        <source>SCP (precautionary)</source>
        <translation>SCP（从严）</translation>
    </message>
    <message>
        <source>Six classes</source>
        <translation>六类分区</translation>
    </message>
    <message>
        <source>Six-class carbon-pollution zoning (raster)</source>
        <translation>碳污六类分区（栅格）</translation>
    </message>
    <message>
        <source>Strong threshold of carbon</source>
        <translation>碳的强阈值</translation>
    </message>
    <message>
        <source>Strong threshold of pollution</source>
        <translation>污染的强阈值</translation>
    </message>
    <message>
        <source>Strong thresholds</source>
        <translation>强阈值</translation>
    </message>
    <message>
        <source>Sub-zones</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>Tolerance of the exceedance</source>
        <translation>超标倍数的容差</translation>
    </message>
    <message>
        <source>area of the cell (ha)</source>
        <translation>像元面积（公顷）</translation>
    </message>
    <message>
        <source>duty: a net sink is owed (below 0)</source>
        <translation>duty 净汇任务：应为净汇（小于 0）</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>median of the exceeders (exploratory)</source>
        <translation>超标者中位数（探索用）</translation>
    </message>
    <message>
        <source>natural break of the exceeders (exploratory)</source>
        <translation>超标者自然断点（探索用）</translation>
    </message>
    <message>
        <source>neutrality: net emission 0</source>
        <translation>neutrality 碳中和：净排放为 0</translation>
    </message>
    <message>
        <source>or: raster of the quota or duty</source>
        <translation>或：配额或任务栅格</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>population</source>
        <translation>人口</translation>
    </message>
    <message>
        <source>quota: a limit of 0 or above</source>
        <translation>quota 配额：不小于 0 的限额</translation>
    </message>
    <message>
        <source>t CO2e per cell and year</source>
        <translation>t CO2e/像元·年</translation>
    </message>
    <message>
        <source>t CO2e per ha and year</source>
        <translation>t CO2e/公顷·年</translation>
    </message>
    <message>
        <source>the larger exceedance decides</source>
        <translation>按较大的超标倍数判定</translation>
    </message>
</context>
<context>
    <name>SourceContribution</name>
    <message>
        <source>Contributions</source>
        <translation>贡献</translation>
    </message>
    <message>
        <source>Emission</source>
        <translation>排放</translation>
    </message>
    <message>
        <source>Emission in the base year (within units)</source>
        <translation>基准年排放（单元内）</translation>
    </message>
    <message>
        <source>Lines for contributions of at least</source>
        <translation>画线的最小贡献</translation>
    </message>
    <message>
        <source>Lines from sources to receptors</source>
        <translation>源到受体的连线</translation>
    </message>
    <message>
        <source>Name of the receptor</source>
        <translation>受体名称</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>源名称</translation>
    </message>
    <message>
        <source>Receptors</source>
        <translation>受体</translation>
    </message>
    <message>
        <source>Receptors with their load</source>
        <translation>受体及其负荷</translation>
    </message>
    <message>
        <source>Share that decisive sources bring</source>
        <translation>决定性来源的贡献份额</translation>
    </message>
    <message>
        <source>Source contribution</source>
        <translation>来源贡献</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>源</translation>
    </message>
    <message>
        <source>Sources ranked</source>
        <translation>源排序</translation>
    </message>
    <message>
        <source>Sources that bring most of it</source>
        <translation>贡献大部分的源</translation>
    </message>
    <message>
        <source>Sum of what arrives</source>
        <translation>到达量合计</translation>
    </message>
    <message>
        <source>Target of the unit (within units)</source>
        <translation>单元目标（单元内）</translation>
    </message>
    <message>
        <source>Unit (within units)</source>
        <translation>单元（单元内）</translation>
    </message>
    <message>
        <source>{few} of {count} sources bring {share} % of it.</source>
        <translation>{count} 个源中有 {few} 个贡献了 {share} %。</translation>
    </message>
</context>
<context>
    <name>SpatialMismatch</name>
    <message>
        <source>Consistency of the moves of both centres</source>
        <translation>两个重心移动的一致性</translation>
    </message>
    <message>
        <source>Distance of the gravity centres (m)</source>
        <translation>两个重心的距离（m）</translation>
    </message>
    <message>
        <source>First quantity (load, supply)</source>
        <translation>第一个量（负荷、供给）</translation>
    </message>
    <message>
        <source>First quantity at a later date</source>
        <translation>较晚日期的第一个量</translation>
    </message>
    <message>
        <source>Flows that end the mismatch</source>
        <translation>消除错配的流</translation>
    </message>
    <message>
        <source>Mean distance that a share must travel (m)</source>
        <translation>每份需移动的平均距离（m）</translation>
    </message>
    <message>
        <source>Mismatch of the units</source>
        <translation>各单元错配</translation>
    </message>
    <message>
        <source>Name of the unit, for the flows</source>
        <translation>单元名称（用于流）</translation>
    </message>
    <message>
        <source>SMI at the later date</source>
        <translation>较晚日期的 SMI</translation>
    </message>
    <message>
        <source>Second quantity (capacity, demand)</source>
        <translation>第二个量（能力、需求）</translation>
    </message>
    <message>
        <source>Second quantity at a later date</source>
        <translation>较晚日期的第二个量</translation>
    </message>
    <message>
        <source>Spatial Gini coefficient</source>
        <translation>空间基尼系数</translation>
    </message>
    <message>
        <source>Spatial mismatch</source>
        <translation>空间错配</translation>
    </message>
    <message>
        <source>Spatial mismatch index (0 to 1)</source>
        <translation>空间错配指数（0 至 1）</translation>
    </message>
    <message>
        <source>Spatial mismatch index at the later date</source>
        <translation>较晚日期的空间错配指数</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>consistency of moves</source>
        <translation>移动一致性</translation>
    </message>
    <message>
        <source>distance of the centres (m)</source>
        <translation>重心距离（m）</translation>
    </message>
    <message>
        <source>mean transport (m)</source>
        <translation>平均运移（m）</translation>
    </message>
</context>
<context>
    <name>Spreads</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Standard deviation (field, or % of the value)</source>
        <translation>标准差（字段，或数值的 %）</translation>
    </message>
    <message>
        <source>Uncertainty of fields (empty: the fields _sd, or _lo and _hi, beside them)</source>
        <translation>字段的不确定性（留空：其旁的 _sd 字段，或 _lo 与 _hi 字段）</translation>
    </message>
    <message>
        <source>or: low end of the 95 % interval (field)</source>
        <translation>或：95% 区间下端（字段）</translation>
    </message>
    <message>
        <source>with: high end (field)</source>
        <translation>以及：上端（字段）</translation>
    </message>
</context>
<context>
    <name>Standards</name>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>8 hours</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>Averaging period</source>
        <translation>取值时间</translation>
    </message>
    <message>
        <source>Dated standards follow one another, by year</source>
        <translation>标准按生效日期先后衔接，逐年选用</translation>
    </message>
    <message>
        <source>Functional class of air (a class or a field)</source>
        <translation>大气功能区类别（类别或字段）</translation>
    </message>
    <message>
        <source>Functional class of the sea (a class or a field)</source>
        <translation>海水类别（类别或字段）</translation>
    </message>
    <message>
        <source>Functional class of water (a class or a field)</source>
        <translation>地表水类别（类别或字段）</translation>
    </message>
    <message>
        <source>Kind of soil (a class or a field)</source>
        <translation>土壤类型（类别或字段）</translation>
    </message>
    <message>
        <source>Standards of your own</source>
        <translation>自己的标准</translation>
    </message>
    <message>
        <source>Standards that hold</source>
        <translation>适用标准</translation>
    </message>
    <message>
        <source>longest that has a limit</source>
        <translation>有限值的最长时段</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>season</source>
        <translation>季</translation>
    </message>
    <message>
        <source>year</source>
        <translation>年</translation>
    </message>
</context>
<context>
    <name>StockLands</name>
    <message>
        <source>Fields with land-use codes of later dates (polygons, in order)</source>
        <translation>以后各期的地类代码字段（图斑，按顺序）</translation>
    </message>
    <message>
        <source>Land cover of later dates (rasters, in order)</source>
        <translation>以后各期的土地覆被（栅格，按顺序）</translation>
    </message>
    <message>
        <source>The values of the rasters are read by the scheme {scheme}.</source>
        <translation>栅格值按分类 {scheme} 读取。</translation>
    </message>
    <message>
        <source>or: table by land-use code (lucode, c_above, c_below, c_soil, c_dead)</source>
        <translation>或：按土地利用代码的碳库表（lucode、c_above、c_below、c_soil、c_dead）</translation>
    </message>
</context>
<context>
    <name>SubZones</name>
    <message>
        <source>Area of the spaces outside the units (ha)</source>
        <translation>单元以外的空间面积（公顷）</translation>
    </message>
    <message>
        <source>Area without a sub-zone (ha)</source>
        <translation>无亚区面积（公顷）</translation>
    </message>
    <message>
        <source>Areas by space and class</source>
        <translation>各空间与类别面积</translation>
    </message>
    <message>
        <source>By piece: carbon benchmark, t CO2e per ha (empty: that of the classes)</source>
        <translation>按图斑：碳基准值，t CO2e/公顷（留空：沿用类别图层的）</translation>
    </message>
    <message>
        <source>By piece: net emission in the layer of spaces (t CO2e per year)</source>
        <translation>按图斑：空间图层中的净排放（t CO2e/年）</translation>
    </message>
    <message>
        <source>By piece: pollution exceedance of the units</source>
        <translation>按图斑：单元的污染超标倍数</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Class of a piece</source>
        <translation>图斑的类别</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>类别字段</translation>
    </message>
    <message>
        <source>Field with the space</source>
        <translation>空间字段</translation>
    </message>
    <message>
        <source>Fields of the units that are computed anew: {fields}</source>
        <translation>重新计算的单元字段：{fields}</translation>
    </message>
    <message>
        <source>Governance sub-zones</source>
        <translation>管治亚区</translation>
    </message>
    <message>
        <source>Join the pieces of a sub-zone in a unit</source>
        <translation>合并同一单元内同一亚区的图斑</translation>
    </message>
    <message>
        <source>Language of names and measures</source>
        <translation>名称与措施的语言</translation>
    </message>
    <message>
        <source>Patches below this area go to a neighbour (ha)</source>
        <translation>小于该面积的碎块并入相邻块（公顷）</translation>
    </message>
    <message>
        <source>Slivers that are left out, up to (m²)</source>
        <translation>略去的碎条，不超过（m²）</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Sub-zones</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>Sub-zones: {known} of {total} ha; without a space {space}, without a class {zone_class}.</source>
        <translation>亚区：{total} 公顷中的 {known} 公顷；无空间 {space}，无类别 {zone_class}。</translation>
    </message>
    <message>
        <source>Units with classes</source>
        <translation>带类别的单元</translation>
    </message>
    <message>
        <source>from the net emission of the pieces of a space in the unit</source>
        <translation>由单元内同一空间各图斑的净排放判定</translation>
    </message>
    <message>
        <source>that of QGIS</source>
        <translation>与 QGIS 相同</translation>
    </message>
    <message>
        <source>that of its unit</source>
        <translation>取其单元的类别</translation>
    </message>
</context>
<context>
    <name>SubZonesRaster</name>
    <message>
        <source>Area of the sub-zones (ha)</source>
        <translation>亚区面积（公顷）</translation>
    </message>
    <message>
        <source>Area without a sub-zone (ha)</source>
        <translation>无亚区面积（公顷）</translation>
    </message>
    <message>
        <source>Areas by space and class</source>
        <translation>各空间与类别面积</translation>
    </message>
    <message>
        <source>Classes (raster, 1 S to 6 SCP)</source>
        <translation>类别（栅格，1 S 至 6 SCP）</translation>
    </message>
    <message>
        <source>Governance sub-zones (raster)</source>
        <translation>管治亚区（栅格）</translation>
    </message>
    <message>
        <source>Sub-zones</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>Sub-zones: {known:.6g} of {all:.6g} ha.</source>
        <translation>亚区：{all:.6g} 公顷中的 {known:.6g} 公顷。</translation>
    </message>
</context>
<context>
    <name>TaskRows</name>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Cause in words</source>
        <translation>原因（文字）</translation>
    </message>
    <message>
        <source>Causes by unit (traced units of tracegap)</source>
        <translation>各单元原因（tracegap 的被追溯单元）</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Measure (empty: that of the warning level)</source>
        <translation>整改措施（留空：按预警等级）</translation>
    </message>
    <message>
        <source>Register so far (output of an earlier run)</source>
        <translation>现有台账（上次运行的结果）</translation>
    </message>
    <message>
        <source>Reports on tasks</source>
        <translation>任务进展</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任主体</translation>
    </message>
    <message>
        <source>Sub-zone</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单元代码</translation>
    </message>
    <message>
        <source>Unit code of the cause</source>
        <translation>原因的单元代码</translation>
    </message>
    <message>
        <source>Warning level</source>
        <translation>预警等级</translation>
    </message>
    <message>
        <source>Warnings that make tasks</source>
        <translation>生成任务的预警</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
</context>
<context>
    <name>Toolbox</name>
    <message>
        <source>The Processing plugin is switched off. Switch it on in Plugins › Manage and Install Plugins, then try again.</source>
        <translation>“处理”插件已关闭。请在“插件 › 管理并安装插件”中启用后重试。</translation>
    </message>
</context>
<context>
    <name>Totals</name>
    <message>
        <source>Fields with totals that pieces share by area (empty: those that are known)</source>
        <translation>按面积分摊给图斑的总量字段（留空：已知的字段）</translation>
    </message>
</context>
<context>
    <name>TraceGap</name>
    <message>
        <source>Causes</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Decisive causes</source>
        <translation>主要原因数</translation>
    </message>
    <message>
        <source>Share of the gap that decisive causes make</source>
        <translation>主要原因合计占缺口的比例</translation>
    </message>
    <message>
        <source>Share the gap</source>
        <translation>缺口分摊</translation>
    </message>
    <message>
        <source>Trace gaps to their causes</source>
        <translation>缺口溯源</translation>
    </message>
    <message>
        <source>Traced units</source>
        <translation>被追溯单元</translation>
    </message>
    <message>
        <source>Units whose gap was traced</source>
        <translation>已追溯缺口的单元数</translation>
    </message>
    <message>
        <source>by drivers (LMDI)</source>
        <translation>按驱动因素（LMDI）</translation>
    </message>
    <message>
        <source>by shares</source>
        <translation>按占比</translation>
    </message>
    <message>
        <source>by what grew</source>
        <translation>按增量</translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>Codes of the directions</source>
        <translation>方向编码</translation>
    </message>
    <message>
        <source>Contributions are</source>
        <translation>贡献为</translation>
    </message>
    <message>
        <source>Distance over which the transfer falls to 1/e (km)</source>
        <translation>传输降至 1/e 的距离（km）</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>Length of the link (km)</source>
        <translation>河段长度（km）</translation>
    </message>
    <message>
        <source>Link from node</source>
        <translation>起点节点</translation>
    </message>
    <message>
        <source>Link to node (downstream)</source>
        <translation>终点节点（下游）</translation>
    </message>
    <message>
        <source>Links of the network (table)</source>
        <translation>河网连接（表）</translation>
    </message>
    <message>
        <source>Node of the receptor</source>
        <translation>受体所在节点</translation>
    </message>
    <message>
        <source>Node of the source</source>
        <translation>源所在节点</translation>
    </message>
    <message>
        <source>Part of the water (0 to 1; empty: alike)</source>
        <translation>分流比例（0 至 1；留空：均分）</translation>
    </message>
    <message>
        <source>Part that arrives (0 to 1)</source>
        <translation>到达比例（0 至 1）</translation>
    </message>
    <message>
        <source>Raster of flow directions (D8)</source>
        <translation>流向栅格（D8）</translation>
    </message>
    <message>
        <source>Receptor in the matrix</source>
        <translation>矩阵中的受体</translation>
    </message>
    <message>
        <source>Source in the matrix</source>
        <translation>矩阵中的源</translation>
    </message>
    <message>
        <source>Transfer matrix (table)</source>
        <translation>传输矩阵（表）</translation>
    </message>
    <message>
        <source>Water passes a point receptor within (m)</source>
        <translation>水流在此距离内经过点受体（m）</translation>
    </message>
    <message>
        <source>Wind from (N, NNE … or degrees)</source>
        <translation>风来自（N、NNE……或度数）</translation>
    </message>
    <message>
        <source>Wind rose</source>
        <translation>风玫瑰</translation>
    </message>
    <message>
        <source>by a transfer matrix of your own</source>
        <translation>由自己的传输矩阵</translation>
    </message>
    <message>
        <source>by air: wind rose and distance</source>
        <translation>经大气：风玫瑰与距离</translation>
    </message>
    <message>
        <source>by water: links of a network</source>
        <translation>经水体：河网连接</translation>
    </message>
    <message>
        <source>by water: raster of flow directions</source>
        <translation>经水体：流向栅格</translation>
    </message>
    <message>
        <source>within units: shares and location quotients</source>
        <translation>单元内：份额与区位商</translation>
    </message>
</context>
<context>
    <name>TrendForecast</name>
    <message>
        <source>A trend is told where the Mann-Kendall test finds one at the level of significance; with fewer than four values there is no test, with fewer than eight it is weak.</source>
        <translation>Mann-Kendall 检验在显著性水平上成立才认定趋势；少于四个数值不检验，少于八个结论较弱。</translation>
    </message>
    <message>
        <source>Chance to keep it</source>
        <translation>达标概率</translation>
    </message>
    <message>
        <source>Change per year</source>
        <translation>年均变化</translation>
    </message>
    <message>
        <source>Correction of the test</source>
        <translation>检验修正</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>High</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>最近值</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>最近年份</translation>
    </message>
    <message>
        <source>Level of significance</source>
        <translation>显著性水平</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>趋势线</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Meets it in</source>
        <translation>触及年份</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The interval is that of single values as long as the trend goes on; no interval covers a change of course.</source>
        <translation>区间是趋势延续时单个值的区间，不包含转折。</translation>
    </message>
    <message>
        <source>Trend and forecast</source>
        <translation>趋势与预测</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Trends and targets</source>
        <translation>趋势与目标</translation>
    </message>
    <message>
        <source>Values (rows: one field; else the field of every year)</source>
        <translation>数值（长表选一个字段，宽表选各年字段）</translation>
    </message>
    <message>
        <source>Values and forecasts by year</source>
        <translation>逐年数值与预测</translation>
    </message>
    <message>
        <source>Whether a target is met now is told by the last value; when it will be lost or reached, by the line.</source>
        <translation>现在是否达标看最近值，何时失守或达到看直线。</translation>
    </message>
    <message>
        <source>Year of the forecast</source>
        <translation>预测年份</translation>
    </message>
    <message>
        <source>Year of the forecast (empty: ten years after the last)</source>
        <translation>预测年份（留空为最后年份之后十年）</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years at the end that count (empty: all)</source>
        <translation>计入的最近年数（留空为全部）</translation>
    </message>
    <message>
        <source>for autocorrelation (Hamed and Rao)</source>
        <translation>自相关修正（Hamed 和 Rao）</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>最小二乘</translation>
    </message>
    <message>
        <source>median of all slopes (Theil-Sen)</source>
        <translation>所有斜率的中位数（Theil-Sen）</translation>
    </message>
    <message>
        <source>none: years are independent</source>
        <translation>不修正：各年独立</translation>
    </message>
    <message>
        <source>p of the trend</source>
        <translation>趋势 p 值</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>trend and 95 % interval of a year</source>
        <translation>趋势及单年 95 % 区间</translation>
    </message>
    <message>
        <source>values</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>Unit</name>
    <message>
        <source>&amp;GeoPackage</source>
        <translation>&amp;GeoPackage</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>理由(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Set class</source>
        <translation>判定(&amp;S)</translation>
    </message>
    <message>
        <source>An expert has set {held} instead of {computed}: {reason} ({who}, {when})</source>
        <translation>专家将 {computed} 判定为 {held}：{reason}（{who}，{when}）</translation>
    </message>
    <message>
        <source>Another edit of {layer} is under way; finish it first.</source>
        <translation>{layer} 正在进行另一项编辑；请先完成。</translation>
    </message>
    <message>
        <source>Asking the register for {code}</source>
        <translation>正在向台账查询 {code}</translation>
    </message>
    <message>
        <source>By the class that the expert has set.</source>
        <translation>按专家判定的类别。</translation>
    </message>
    <message>
        <source>By the rule of the six classes u and v give {given}, and not the {held} of the layer: another rule decided, or values were changed since.</source>
        <translation>按六类规则，由 u、v 应为 {given}，而图层中为 {held}：判定时采用了其他规则，或数值此后有改动。</translation>
    </message>
    <message>
        <source>C&amp;lass</source>
        <translation>类别(&amp;L)</translation>
    </message>
    <message>
        <source>CRS</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Carbon exceeds its standard strongly (u = {value}, strong from 1).</source>
        <translation>碳强超标（u = {value}，1 及以上为强超标）。</translation>
    </message>
    <message>
        <source>Carbon exceeds its standard weakly (u = {value}, strong from 1).</source>
        <translation>碳弱超标（u = {value}，1 及以上为强超标）。</translation>
    </message>
    <message>
        <source>Carbon keeps its standard (u = {value}).</source>
        <translation>碳未超标（u = {value}）。</translation>
    </message>
    <message>
        <source>Choose a register below to see targets, warnings and tasks.</source>
        <translation>在下方选择台账，即可查看目标、预警和任务。</translation>
    </message>
    <message>
        <source>Choose a unit first.</source>
        <translation>请先选择单元。</translation>
    </message>
    <message>
        <source>Choose a unit in the list, or pick one on the map.</source>
        <translation>请在列表中选择单元，或在地图上点选。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class that the unit is to have; the computed class stays as it is</source>
        <translation>单元应属的类别；计算类别保持不变</translation>
    </message>
    <message>
        <source>Computed: as the zoning gave it. Decided: with the classes that experts have set.</source>
        <translation>计算：分区算法的结果。判定：计入专家判定的类别。</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>管控</translation>
    </message>
    <message>
        <source>Copy the page</source>
        <translation>复制说明页</translation>
    </message>
    <message>
        <source>Decisions of experts</source>
        <translation>专家判定记录</translation>
    </message>
    <message>
        <source>Expert's decision</source>
        <translation>专家判定</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素数</translation>
    </message>
    <message>
        <source>Field of co&amp;des</source>
        <translation>代码字段(&amp;D)</translation>
    </message>
    <message>
        <source>Field of the layer with the code that the unit has in the register</source>
        <translation>图层中记有单元台账代码的字段</translation>
    </message>
    <message>
        <source>Field with the names of the units</source>
        <translation>单元名称字段</translation>
    </message>
    <message>
        <source>File of the register, as createregister makes it</source>
        <translation>台账文件，由 createregister 建立</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Follow the selection on the map</source>
        <translation>跟随地图选择</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Industry exit</source>
        <translation>产业退出</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>It is not known how far carbon exceeds its standard.</source>
        <translation>碳超标程度未知。</translation>
    </message>
    <message>
        <source>It is not known how far pollution exceeds its standard.</source>
        <translation>污染超标程度未知。</translation>
    </message>
    <message>
        <source>Line to be held</source>
        <translation>严守的控制线</translation>
    </message>
    <message>
        <source>Listing the units of {layer}</source>
        <translation>正在列出 {layer} 的单元</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>管治措施</translation>
    </message>
    <message>
        <source>Measures of the sub-zone</source>
        <translation>亚区措施</translation>
    </message>
    <message>
        <source>Next unit of the list</source>
        <translation>列表中的下一个单元</translation>
    </message>
    <message>
        <source>No expert has decided on this unit; the class is as computed.</source>
        <translation>没有专家对该单元作过判定；类别为计算结果。</translation>
    </message>
    <message>
        <source>No measures are known for this unit.</source>
        <translation>该单元没有已知的管治措施。</translation>
    </message>
    <message>
        <source>Number of the feature</source>
        <translation>要素编号</translation>
    </message>
    <message>
        <source>One unit: why it has its class, what follows, and an expert's decision</source>
        <translation>单个单元：为何属于该类、有何要求，以及专家判定</translation>
    </message>
    <message>
        <source>Page about the unit</source>
        <translation>单元说明页</translation>
    </message>
    <message>
        <source>Part of a name, or a class such as SCP; Enter goes to the first unit found</source>
        <translation>名称的一部分，或类别如 SCP；按回车转到找到的第一个单元</translation>
    </message>
    <message>
        <source>Pick a unit on the map</source>
        <translation>在地图上点选单元</translation>
    </message>
    <message>
        <source>Pollution exceeds its standard strongly (v = {value}, strong from 1).</source>
        <translation>污染强超标（v = {value}，1 及以上为强超标）。</translation>
    </message>
    <message>
        <source>Pollution exceeds its standard weakly (v = {value}, strong from 1).</source>
        <translation>污染弱超标（v = {value}，1 及以上为强超标）。</translation>
    </message>
    <message>
        <source>Pollution keeps its standard (v = {value}).</source>
        <translation>污染未超标（v = {value}）。</translation>
    </message>
    <message>
        <source>PostgreSQL connection of QGIS whose database holds the register</source>
        <translation>QGIS 中的 PostgreSQL 连接，其数据库存有台账</translation>
    </message>
    <message>
        <source>Previous unit of the list</source>
        <translation>列表中的上一个单元</translation>
    </message>
    <message>
        <source>Protected areas</source>
        <translation>保护地</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>来源追溯</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Register with targets, warnings and tasks</source>
        <translation>含目标、预警和任务的台账</translation>
    </message>
    <message>
        <source>Return to the computed class; the log keeps both decisions</source>
        <translation>恢复计算类别；两次决定都留在日志中</translation>
    </message>
    <message>
        <source>Rule of {code}: {rule}.</source>
        <translation>{code} 的规则：{rule}。</translation>
    </message>
    <message>
        <source>Sche&amp;ma</source>
        <translation>模式(&amp;M)</translation>
    </message>
    <message>
        <source>Schema of the register in that database</source>
        <translation>台账在该数据库中的模式</translation>
    </message>
    <message>
        <source>Search units…</source>
        <translation>搜索单元……</translation>
    </message>
    <message>
        <source>Select the unit on the map</source>
        <translation>在地图上选中该单元</translation>
    </message>
    <message>
        <source>Set the class {code} by hand</source>
        <translation>人工判定类别 {code}</translation>
    </message>
    <message>
        <source>Show the classes that experts have set on the map; else the computed ones</source>
        <translation>地图显示专家判定的类别；否则显示计算类别</translation>
    </message>
    <message>
        <source>Sources and sinks</source>
        <translation>碳污来源与碳汇</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Standards and thresholds</source>
        <translation>标准与阈值</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Sub-zone</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>Target {year}: {name}</source>
        <translation>{year} 年目标：{name}</translation>
    </message>
    <message>
        <source>Targets and warnings</source>
        <translation>目标与预警</translation>
    </message>
    <message>
        <source>Task {code}: {measure}</source>
        <translation>任务 {code}：{measure}</translation>
    </message>
    <message>
        <source>The computed class is never changed; maps and algorithms use it as before.</source>
        <translation>计算类别从不改动；地图和算法仍使用计算类别。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} takes {most} letters, and {count} would be written.</source>
        <translation>{layer} 的字段 {field} 最多容纳 {most} 个字符，而要写入 {count} 个。</translation>
    </message>
    <message>
        <source>The fields {fields} of {layer} are no text fields of the layer itself. Rename them first.</source>
        <translation>{layer} 的字段 {fields} 不是图层自身的文本字段。请先改名。</translation>
    </message>
    <message>
        <source>The layer carries no record of how it was made; nothing can be traced back.</source>
        <translation>图层没有生成记录，无法追溯。</translation>
    </message>
    <message>
        <source>The layer does not tell by which standards it was made: it has lost its metadata, or was made elsewhere.</source>
        <translation>图层未说明所用标准：元数据已丢失，或图层由其他工具生成。</translation>
    </message>
    <message>
        <source>The layer has no classes that an expert could set.</source>
        <translation>该图层没有可由专家判定的类别。</translation>
    </message>
    <message>
        <source>The layer has no fields of emissions, sinks or loads; carry them along when you run the zoning.</source>
        <translation>图层没有排放、碳汇或负荷字段；运行分区时请一并保留这些字段。</translation>
    </message>
    <message>
        <source>The layer has no units.</source>
        <translation>图层中没有单元。</translation>
    </message>
    <message>
        <source>The layer is being read…</source>
        <translation>正在读取图层……</translation>
    </message>
    <message>
        <source>The layer says {held}, which is none of the classes {classes}.</source>
        <translation>图层中的类别为 {held}，不属于 {classes} 中的任何一类。</translation>
    </message>
    <message>
        <source>The layer tells the spaces of its units, and no class.</source>
        <translation>图层只有单元的空间类型，没有类别。</translation>
    </message>
    <message>
        <source>The register holds no target, warning or task for this unit.</source>
        <translation>台账中没有该单元的目标、预警或任务。</translation>
    </message>
    <message>
        <source>The register is being read…</source>
        <translation>正在读取台账……</translation>
    </message>
    <message>
        <source>The register {place} has no unit {code}.</source>
        <translation>台账 {place} 中没有单元 {code}。</translation>
    </message>
    <message>
        <source>The unit has no code in the field {field}.</source>
        <translation>该单元在字段 {field} 中没有代码。</translation>
    </message>
    <message>
        <source>The unit is not in the layer any more: it was deleted or filtered out.</source>
        <translation>该单元已不在图层中：已被删除或被过滤。</translation>
    </message>
    <message>
        <source>There is no unit of the layer at this place.</source>
        <translation>此处没有该图层的单元。</translation>
    </message>
    <message>
        <source>Undo the last edit of the layer</source>
        <translation>撤销图层的上一次编辑</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Unit of the register</source>
        <translation>台账单元</translation>
    </message>
    <message>
        <source>Unit {number}</source>
        <translation>单元 {number}</translation>
    </message>
    <message>
        <source>Units and areas by class, computed and decided</source>
        <translation>各类单元数与面积：计算与判定</translation>
    </message>
    <message>
        <source>Units of the layer</source>
        <translation>图层的单元</translation>
    </message>
    <message>
        <source>Units with their computed class; an arrow leads to the class that an expert has set. The arrow keys go from unit to unit.</source>
        <translation>单元及其计算类别；箭头后为专家判定的类别。用方向键逐个浏览。</translation>
    </message>
    <message>
        <source>W&amp;ho</source>
        <translation>判定人(&amp;H)</translation>
    </message>
    <message>
        <source>Warning {year}: {name}</source>
        <translation>{year} 年预警：{name}</translation>
    </message>
    <message>
        <source>Who decides; kept in the log of the unit</source>
        <translation>判定人；记入单元日志</translation>
    </message>
    <message>
        <source>Why the class is set or withdrawn by hand; it is kept in the log of the unit</source>
        <translation>人工判定或撤回的理由；记入单元日志</translation>
    </message>
    <message>
        <source>Why the unit has its class, where the numbers come from, what is to be done, and how the layer was made. The links above lead to the sections.</source>
        <translation>单元为何属于该类、数值从何而来、应采取什么措施，以及图层如何生成。上方链接可跳到各节。</translation>
    </message>
    <message>
        <source>Why this class</source>
        <translation>类别依据</translation>
    </message>
    <message>
        <source>With&amp;draw</source>
        <translation>撤回(&amp;D)</translation>
    </message>
    <message>
        <source>Withdraw the class {code}</source>
        <translation>撤回类别 {code}</translation>
    </message>
    <message>
        <source>Write class, reason, name and time into fields of their own; save the edits then</source>
        <translation>将类别、理由、姓名和时间写入专用字段；随后请保存编辑</translation>
    </message>
    <message>
        <source>Zoom the map to the unit</source>
        <translation>将地图缩放至该单元</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>mandatory</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>or c&amp;onnection</source>
        <translation>或连接(&amp;O)</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>{date} 前完成</translation>
    </message>
    <message>
        <source>{before} → {after}, withdrawn: {reason}</source>
        <translation>{before} → {after}，撤回：{reason}</translation>
    </message>
    <message>
        <source>{before} → {after}: {reason}</source>
        <translation>{before} → {after}：{reason}</translation>
    </message>
    <message>
        <source>{layer} cannot be edited: it is read-only, or its source takes no new fields. Save it as a GeoPackage to set classes by hand.</source>
        <translation>{layer} 不能编辑：图层只读，或数据源不能新增字段。请另存为 GeoPackage 后再人工判定类别。</translation>
    </message>
    <message>
        <source>{layer} could not be switched to editing; is it locked?</source>
        <translation>{layer} 无法进入编辑状态；是否被锁定？</translation>
    </message>
    <message>
        <source>{layer} did not take the decision; nothing was changed.</source>
        <translation>{layer} 未接受该判定；没有任何改动。</translation>
    </message>
    <message>
        <source>{layer} has edits that are not saved.</source>
        <translation>{layer} 有未保存的编辑。</translation>
    </message>
    <message>
        <source>{layer} is a Shapefile, which would cut the names and texts of a decision. Save it as a GeoPackage to set classes by hand.</source>
        <translation>{layer} 是 Shapefile，会截断判定的字段名和文字。请另存为 GeoPackage 后再人工判定类别。</translation>
    </message>
    <message>
        <source>{level} (before: {before})</source>
        <translation>{level}（上期：{before}）</translation>
    </message>
    <message>
        <source>{target}; {kind} {year}: {value}</source>
        <translation>{target}；{year} 年{kind}：{value}</translation>
    </message>
    <message>
        <source>{unit} computed</source>
        <translation>计算 {unit}</translation>
    </message>
    <message>
        <source>{unit} decided</source>
        <translation>判定 {unit}</translation>
    </message>
    <message>
        <source>{value} ({low} to {high})</source>
        <translation>{value}（{low}～{high}）</translation>
    </message>
</context>
<context>
    <name>Workflow</name>
    <message>
        <source>Back to the former set-up</source>
        <translation>恢复先前的配置</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled after {done} steps, which stay done.</source>
        <translation>完成 {done} 步后取消，已完成的保留。</translation>
    </message>
    <message>
        <source>Choose an input or a step to see why it is as it is.</source>
        <translation>选择一个输入或步骤，查看其状态的原因。</translation>
    </message>
    <message>
        <source>Choose its result by hand</source>
        <translation>手工指定其结果</translation>
    </message>
    <message>
        <source>Choose where results are written; usually beside the project</source>
        <translation>选择结果写到哪里，通常在工程旁边</translation>
    </message>
    <message>
        <source>File of the input or result</source>
        <translation>输入或结果的文件</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Fill with the practice county</source>
        <translation>填入练习县</translation>
    </message>
    <message>
        <source>Folder of the results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Folder of the results…</source>
        <translation>结果文件夹…</translation>
    </message>
    <message>
        <source>Forget inputs, parameters and results; files and layers stay</source>
        <translation>清除输入、参数和结果的记录；文件和图层保留</translation>
    </message>
    <message>
        <source>Forget its parameters</source>
        <translation>清除其参数</translation>
    </message>
    <message>
        <source>Forget its result</source>
        <translation>清除其结果记录</translation>
    </message>
    <message>
        <source>Give nothing</source>
        <translation>不提供</translation>
    </message>
    <message>
        <source>Give the sample data of the plugin to all steps; then run the chain</source>
        <translation>把插件的示例数据提供给所有步骤，然后即可运行流程</translation>
    </message>
    <message>
        <source>Have back what was replaced by the practice county, a file or a reset</source>
        <translation>恢复被练习县、文件或重置所替换的配置</translation>
    </message>
    <message>
        <source>How far the run is, over all its steps</source>
        <translation>全部步骤的总进度</translation>
    </message>
    <message>
        <source>Inputs and steps of the workflow</source>
        <translation>流程的输入和步骤</translation>
    </message>
    <message>
        <source>Load a set-up</source>
        <translation>载入配置</translation>
    </message>
    <message>
        <source>Load a set-up…</source>
        <translation>载入配置…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Look again which inputs and results are there and have changed (F5)</source>
        <translation>重新查看哪些输入和结果存在、哪些已变化（F5）</translation>
    </message>
    <message>
        <source>Looking at the inputs of the workflow</source>
        <translation>正在查看流程的输入</translation>
    </message>
    <message>
        <source>Mend what it takes, or open its dialog (Enter) and choose other fields or parameters; then run the chain again.</source>
        <translation>请更正其输入，或打开其对话框（回车键）改选字段或参数，然后重新运行流程。</translation>
    </message>
    <message>
        <source>Open the dialog of the chosen step, filled with earlier results (Enter)</source>
        <translation>打开所选步骤的对话框，已填入前面的结果（回车键）</translation>
    </message>
    <message>
        <source>Open the dialog…</source>
        <translation>打开对话框…</translation>
    </message>
    <message>
        <source>Parameters of its own: {names}.</source>
        <translation>自行设定的参数：{names}。</translation>
    </message>
    <message>
        <source>Practice county, load, save, folder, reset</source>
        <translation>练习县、载入、保存、文件夹、重置</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Results go into a temporary folder as long as the project has not been saved.</source>
        <translation>工程保存之前，结果写入临时文件夹。</translation>
    </message>
    <message>
        <source>Results go to {folder}</source>
        <translation>结果写入 {folder}</translation>
    </message>
    <message>
        <source>Run all ticked steps that are not done or outdated, in the background</source>
        <translation>在后台运行所有已勾选且未完成或已过时的步骤</translation>
    </message>
    <message>
        <source>Run from here</source>
        <translation>从此处运行</translation>
    </message>
    <message>
        <source>Run the chosen step again, with what it waits for and all that follows</source>
        <translation>重新运行所选步骤，连同其等待的步骤和所有后续步骤</translation>
    </message>
    <message>
        <source>Run the whole chain</source>
        <translation>运行整个流程</translation>
    </message>
    <message>
        <source>Save the set-up</source>
        <translation>保存配置</translation>
    </message>
    <message>
        <source>Save the set-up as…</source>
        <translation>配置另存为…</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step or input</source>
        <translation>步骤或输入</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Stop the run; what is done stays done, nothing is left half written</source>
        <translation>停止运行；已完成的保留，不留下写了一半的文件</translation>
    </message>
    <message>
        <source>Take over inputs, steps and parameters from a file of a colleague</source>
        <translation>从同事的文件取用输入、步骤和参数</translation>
    </message>
    <message>
        <source>The chain from the accounts to maps and reports, step by step or in one go</source>
        <translation>从核算到分区图与报告的流程，可逐步或一次运行</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({reason}). Choose another folder.</source>
        <translation>无法创建文件夹 {folder}（{reason}）。请另选文件夹。</translation>
    </message>
    <message>
        <source>The last run failed: {why}</source>
        <translation>上次运行失败：{why}</translation>
    </message>
    <message>
        <source>The result was not written to a file or layer.</source>
        <translation>结果没有写入文件或图层。</translation>
    </message>
    <message>
        <source>The set-up was saved to {file}</source>
        <translation>配置已保存到 {file}</translation>
    </message>
    <message>
        <source>The step ended without a result; see the log messages.</source>
        <translation>该步骤结束但没有结果，见日志消息。</translation>
    </message>
    <message>
        <source>What you give</source>
        <translation>您提供的输入</translation>
    </message>
    <message>
        <source>What you give and the steps of the chain. Enter or a double click chooses an input or opens the dialog of a step, the space bar takes a step in or leaves it out, the menu key shows what else can be done.</source>
        <translation>您提供的输入和流程的步骤。回车或双击可选择输入或打开步骤的对话框，空格键纳入或不纳入步骤，菜单键显示其他操作。</translation>
    </message>
    <message>
        <source>Where results are written</source>
        <translation>结果写到哪里</translation>
    </message>
    <message>
        <source>Why the chosen step or input is as it is</source>
        <translation>所选步骤或输入为何处于该状态</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Workflow results</source>
        <translation>流程结果</translation>
    </message>
    <message>
        <source>Write inputs, steps and parameters, with relative paths, to a small file</source>
        <translation>把输入、步骤和参数以相对路径写入一个小文件</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>未纳入</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>outdated</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>{done} steps done.</source>
        <translation>已完成 {done} 步。</translation>
    </message>
    <message>
        <source>{done} steps done; without a result: {names}. The list tells why.</source>
        <translation>已完成 {done} 步；没有结果：{names}。原因见列表。</translation>
    </message>
</context>
<context>
    <name>ZoneAtlas</name>
    <message>
        <source>A first page with the whole area</source>
        <translation>首页为全区</translation>
    </message>
    <message>
        <source>Atlas</source>
        <translation>图集</translation>
    </message>
    <message>
        <source>Folder for single pages</source>
        <translation>单页文件夹</translation>
    </message>
    <message>
        <source>Format of single pages</source>
        <translation>单页格式</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Zoning atlas</source>
        <translation>分区图集</translation>
    </message>
</context>
<context>
    <name>ZoneChange</name>
    <message>
        <source>Area that no later unit continues (ha)</source>
        <translation>没有后续单元的面积（公顷）</translation>
    </message>
    <message>
        <source>Area whose class has changed (ha)</source>
        <translation>类别改变的面积（公顷）</translation>
    </message>
    <message>
        <source>Change of classes between two dates</source>
        <translation>两个日期间的类别变化</translation>
    </message>
    <message>
        <source>Change of classes from {before} to {after}</source>
        <translation>{before} 至 {after} 的类别变化</translation>
    </message>
    <message>
        <source>Flows (source, target, value)</source>
        <translation>流（来源、去向、数值）</translation>
    </message>
    <message>
        <source>Flows are given by</source>
        <translation>流的计量</translation>
    </message>
    <message>
        <source>Improvement index (by area)</source>
        <translation>改善指数（按面积）</translation>
    </message>
    <message>
        <source>Improvement index {index}; units merged, split or ended: {ended}.</source>
        <translation>改善指数 {index}；合并、拆分或终止的单元：{ended}。</translation>
    </message>
    <message>
        <source>Name of the earlier date, such as 2020</source>
        <translation>较早日期的名称，例如 2020</translation>
    </message>
    <message>
        <source>Name of the later date</source>
        <translation>较晚日期的名称</translation>
    </message>
    <message>
        <source>Overlaps below this share come from redrawn borders</source>
        <translation>低于该份额的重叠视为边界重绘</translation>
    </message>
    <message>
        <source>Picture of the flows</source>
        <translation>流向图</translation>
    </message>
    <message>
        <source>The later date is</source>
        <translation>较晚日期为</translation>
    </message>
    <message>
        <source>Trace merged and split units by their polygons (two layers)</source>
        <translation>按面追踪合并与拆分的单元（两个图层）</translation>
    </message>
    <message>
        <source>Transition matrix</source>
        <translation>转移矩阵</translation>
    </message>
    <message>
        <source>Units merged</source>
        <translation>合并的单元</translation>
    </message>
    <message>
        <source>Units merged and split</source>
        <translation>合并又拆分的单元</translation>
    </message>
    <message>
        <source>Units merged or split</source>
        <translation>合并或拆分的单元</translation>
    </message>
    <message>
        <source>Units of the earlier date</source>
        <translation>较早日期的单元</translation>
    </message>
    <message>
        <source>Units split</source>
        <translation>拆分的单元</translation>
    </message>
    <message>
        <source>Units with another code</source>
        <translation>代码改变的单元</translation>
    </message>
    <message>
        <source>Units with their change</source>
        <translation>带变化的单元</translation>
    </message>
    <message>
        <source>Units without a predecessor</source>
        <translation>没有前身的单元</translation>
    </message>
    <message>
        <source>Units without a successor</source>
        <translation>没有后续的单元</translation>
    </message>
    <message>
        <source>another field of the same layer</source>
        <translation>同一图层的另一个字段</translation>
    </message>
    <message>
        <source>another layer, joined by unit code</source>
        <translation>另一个图层，按单元代码连接</translation>
    </message>
    <message>
        <source>area (ha)</source>
        <translation>面积（公顷）</translation>
    </message>
    <message>
        <source>number of units</source>
        <translation>单元数</translation>
    </message>
</context>
<context>
    <name>ZoneChanges</name>
    <message>
        <source>Of {compared} units with two classes {share} % agree (kappa {kappa}); by the other zoning {double} comply on both sides, {single} exceed on one side only, {improved} are otherwise milder, {shifted} have another class of the same severity, {worsened} are more severe.</source>
        <translation>{compared} 个有两个类别的单元中 {share} % 一致（kappa {kappa}）；按另一分区，双达标 {double} 个，仅单项超标 {single} 个，其他较轻 {improved} 个，同等程度不同类别 {shifted} 个，较重 {worsened} 个。</translation>
    </message>
    <message>
        <source>Of {compared} units with two classes {share} % agree (kappa {kappa}); double compliance {double}, single control {single}, otherwise improved {improved}, shifted {shifted}, worsened {worsened}.</source>
        <translation>{compared} 个有两个类别的单元中 {share} % 一致（kappa {kappa}）；实现双达标 {double}，实现单控 {single}，其他改善 {improved}，同级变动 {shifted}，恶化 {worsened}。</translation>
    </message>
    <message>
        <source>another class of the same severity (units, ha)</source>
        <translation>同等严重程度的不同类别（单元数、公顷）</translation>
    </message>
    <message>
        <source>class kept (units, ha)</source>
        <translation>类别不变（单元，公顷）</translation>
    </message>
    <message>
        <source>compared (units, ha)</source>
        <translation>参与比较（单元，公顷）</translation>
    </message>
    <message>
        <source>compliant on both sides by the other (units, ha)</source>
        <translation>按另一标准双达标（单元数、公顷）</translation>
    </message>
    <message>
        <source>disagreement of allocation (share)</source>
        <translation>位置不一致（比例）</translation>
    </message>
    <message>
        <source>disagreement of quantity (share)</source>
        <translation>数量不一致（比例）</translation>
    </message>
    <message>
        <source>double compliance reached (units, ha)</source>
        <translation>实现双达标（单元，公顷）</translation>
    </message>
    <message>
        <source>exceeding on one side only by the other (units, ha)</source>
        <translation>按另一标准仅单项超标（单元数、公顷）</translation>
    </message>
    <message>
        <source>improvement index</source>
        <translation>改善指数</translation>
    </message>
    <message>
        <source>kappa</source>
        <translation>kappa</translation>
    </message>
    <message>
        <source>more severe by the other (units, ha)</source>
        <translation>按另一标准较重（单元数、公顷）</translation>
    </message>
    <message>
        <source>otherwise improved (units, ha)</source>
        <translation>其他改善（单元，公顷）</translation>
    </message>
    <message>
        <source>otherwise milder by the other (units, ha)</source>
        <translation>按另一标准较轻（其他）（单元数、公顷）</translation>
    </message>
    <message>
        <source>overall agreement (share)</source>
        <translation>总体一致（比例）</translation>
    </message>
    <message>
        <source>same class (units, ha)</source>
        <translation>类别相同（单元数、公顷）</translation>
    </message>
    <message>
        <source>shifted between classes of one severity (units, ha)</source>
        <translation>同一严重程度的类别间变动（单元，公顷）</translation>
    </message>
    <message>
        <source>single control reached (units, ha)</source>
        <translation>实现单控（单元，公顷）</translation>
    </message>
    <message>
        <source>without a class on one side (units, ha)</source>
        <translation>一侧没有类别（单元，公顷）</translation>
    </message>
    <message>
        <source>worsened (units, ha)</source>
        <translation>恶化（单元，公顷）</translation>
    </message>
</context>
<context>
    <name>ZoneDock</name>
    <message>
        <source>&amp;Blink</source>
        <translation>闪烁(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Within</source>
        <translation>范围(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Zones</source>
        <translation>分区(&amp;Z)</translation>
    </message>
    <message>
        <source>24 sub-zones</source>
        <translation>24 个管治亚区</translation>
    </message>
    <message>
        <source>A&amp;reas in</source>
        <translation>面积单位(&amp;R)</translation>
    </message>
    <message>
        <source>Administrative unit: figures and diagram are of it alone, the map zooms to it and the rest fades. Type to find a name.</source>
        <translation>行政单元：统计和图解只针对该单元，地图缩放到该单元，其余淡化显示。可输入名称查找。</translation>
    </message>
    <message>
        <source>Apply the colours of the zones</source>
        <translation>应用分区配色</translation>
    </message>
    <message>
        <source>Area in {unit}</source>
        <translation>面积（{unit}）</translation>
    </message>
    <message>
        <source>Carbon &amp; Pollution Zones</source>
        <translation>减污降碳分区</translation>
    </message>
    <message>
        <source>Change the colour…</source>
        <translation>更改颜色…</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Click or Space shows or hides a class on the map. Double click or Enter selects its units and zooms to them. Right click: colour, copy. Escape shows everything again.</source>
        <translation>单击或按空格键在地图上显示或隐藏某一类别。双击或按回车键选中其单元并缩放。右键：颜色、复制。Esc 恢复全部显示。</translation>
    </message>
    <message>
        <source>Colour of {code}</source>
        <translation>{code} 的颜色</translation>
    </message>
    <message>
        <source>Colours of the palette</source>
        <translation>恢复配色方案的颜色</translation>
    </message>
    <message>
        <source>Colours: the standard ones, those that colour-blind readers can tell apart, or patterns for black-and-white print</source>
        <translation>配色：标准配色、色觉障碍者可分辨的配色，或用于黑白印刷的图案</translation>
    </message>
    <message>
        <source>Compare with another date</source>
        <translation>与另一期对比</translation>
    </message>
    <message>
        <source>Copy the cell</source>
        <translation>复制单元格</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新统计</translation>
    </message>
    <message>
        <source>Empty (NULL)</source>
        <translation>空（NULL）</translation>
    </message>
    <message>
        <source>Export a map</source>
        <translation>导出地图</translation>
    </message>
    <message>
        <source>Export a map with its legend…</source>
        <translation>导出带图例的地图…</translation>
    </message>
    <message>
        <source>Field that names administrative units, to look at one of them alone</source>
        <translation>行政单元名称字段，用于单独查看其中一个</translation>
    </message>
    <message>
        <source>Follow the active layer</source>
        <translation>跟随活动图层</translation>
    </message>
    <message>
        <source>Four spaces</source>
        <translation>四类空间</translation>
    </message>
    <message>
        <source>Layer of the other date; it is drawn over the map without touching the layer panel</source>
        <translation>另一期的图层；叠绘在地图之上，不改动图层面板</translation>
    </message>
    <message>
        <source>Layer whose zones are counted: those with a text field cp_class, space or subzone are listed</source>
        <translation>统计其分区的图层：列出含文本字段 cp_class、space 或 subzone 的图层</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Net carbon in t CO₂e</source>
        <translation>净碳排放（t CO₂e）</translation>
    </message>
    <message>
        <source>No layer with zones is open. A layer has zones when it has a text field cp_class, space or subzone, as the zoning algorithms write them.</source>
        <translation>没有打开带分区的图层。分区算法会写出文本字段 cp_class、space 或 subzone，含有这些字段的图层即有分区。</translation>
    </message>
    <message>
        <source>No unit of the layer is in the selected classes.</source>
        <translation>图层中没有属于所选类别的单元。</translation>
    </message>
    <message>
        <source>Number of pieces</source>
        <translation>图斑数</translation>
    </message>
    <message>
        <source>Number of units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Open &amp;sample data</source>
        <translation>打开示例数据(&amp;S)</translation>
    </message>
    <message>
        <source>Open a layer of another date to compare with.</source>
        <translation>请先打开另一期的图层再对比。</translation>
    </message>
    <message>
        <source>Open the algorithm that sorts units into the six classes</source>
        <translation>打开把单元划入六类的算法</translation>
    </message>
    <message>
        <source>Open the invented practice county that comes with the plugin</source>
        <translation>打开插件自带的虚构练习县</translation>
    </message>
    <message>
        <source>Open the map as a print layout, to work on it</source>
        <translation>把地图作为打印布局打开，以便继续编辑</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation>PNG 图像 (*.png)</translation>
    </message>
    <message>
        <source>Parts of the zoning panel</source>
        <translation>分区面板的各部分</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>图斑</translation>
    </message>
    <message>
        <source>Progress of the count</source>
        <translation>统计进度</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>显示(&amp;H)</translation>
    </message>
    <message>
        <source>Select a class first.</source>
        <translation>请先选择一个类别。</translation>
    </message>
    <message>
        <source>Select and zoom</source>
        <translation>选中并缩放</translation>
    </message>
    <message>
        <source>Select the units of the selected classes and zoom to them</source>
        <translation>选中所选类别的单元并缩放</translation>
    </message>
    <message>
        <source>Share of the area with a class</source>
        <translation>占有类别面积的比例</translation>
    </message>
    <message>
        <source>Share of the pieces with a class</source>
        <translation>占有类别图斑数的比例</translation>
    </message>
    <message>
        <source>Share of the units with a class</source>
        <translation>占有类别单元的比例</translation>
    </message>
    <message>
        <source>Show all classes on the map</source>
        <translation>在地图上显示全部类别</translation>
    </message>
    <message>
        <source>Show only the selected classes on the map</source>
        <translation>在地图上只显示所选类别</translation>
    </message>
    <message>
        <source>Show only this</source>
        <translation>只显示此项</translation>
    </message>
    <message>
        <source>Show or hide</source>
        <translation>显示或隐藏</translation>
    </message>
    <message>
        <source>Six classes</source>
        <translation>六类分区</translation>
    </message>
    <message>
        <source>Six classes, or the 24 sub-zones of classes and spaces; the map follows</source>
        <translation>六类分区，或由类别与空间组合的 24 个管治亚区；地图随之切换</translation>
    </message>
    <message>
        <source>Six-class &amp;zoning…</source>
        <translation>六类分区(&amp;Z)…</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Swi&amp;pe</source>
        <translation>卷帘(&amp;P)</translation>
    </message>
    <message>
        <source>The layer could not be read: {reason}</source>
        <translation>图层无法读取：{reason}</translation>
    </message>
    <message>
        <source>The layer is a table without geometry; it has no map to colour.</source>
        <translation>该图层是没有几何的表；没有可着色的地图。</translation>
    </message>
    <message>
        <source>The map does not show these zones. Apply their colours first.</source>
        <translation>地图没有按这些分区显示。请先应用分区颜色。</translation>
    </message>
    <message>
        <source>The map was saved to {file}</source>
        <translation>地图已保存到 {file}</translation>
    </message>
    <message>
        <source>The other date lies left of a line on the map: drag it, or move it with the arrow keys; Escape ends</source>
        <translation>另一期显示在地图分割线左侧：拖动或用方向键移动分割线；Esc 结束</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>表格已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The two dates take turns on the map; another click ends it</source>
        <translation>两期在地图上交替显示；再次单击结束</translation>
    </message>
    <message>
        <source>The whole &amp;chain</source>
        <translation>整个流程(&amp;C)</translation>
    </message>
    <message>
        <source>The zones of the layer as a live legend</source>
        <translation>以活动图例显示图层的分区</translation>
    </message>
    <message>
        <source>There is no map to export.</source>
        <translation>没有可导出的地图。</translation>
    </message>
    <message>
        <source>There is no {name} in the field {field}.</source>
        <translation>字段 {field} 中没有 {name}。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Turn to the tab Workflow, which makes zones, maps and reports of your accounts, or of the practice county, in one go</source>
        <translation>转到“流程”标签页，由您的核算数据或练习县数据一次生成分区、图件和报告</translation>
    </message>
    <message>
        <source>Unit of the areas</source>
        <translation>面积单位</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Units without a class</source>
        <translation>没有类别的单元</translation>
    </message>
    <message>
        <source>What the cells of the matrix show. Shares are of what has a class; ND and the like are counted apart.</source>
        <translation>矩阵格子所显示的内容。比例以有类别者为分母；ND 等单独计数。</translation>
    </message>
    <message>
        <source>Without a class</source>
        <translation>没有类别</translation>
    </message>
    <message>
        <source>Zones of the layer</source>
        <translation>图层的分区</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>公顷</translation>
    </message>
    <message>
        <source>km²</source>
        <translation>km²</translation>
    </message>
    <message>
        <source>net {amount} t CO₂e</source>
        <translation>净碳排放 {amount} t CO₂e</translation>
    </message>
    <message>
        <source>t CO₂e</source>
        <translation>t CO₂e</translation>
    </message>
    <message>
        <source>the whole layer</source>
        <translation>整个图层</translation>
    </message>
    <message>
        <source>{count} pieces</source>
        <translation>{count} 个图斑</translation>
    </message>
    <message>
        <source>{count} units</source>
        <translation>{count} 个单元</translation>
    </message>
    <message>
        <source>{count} without area</source>
        <translation>{count} 个没有面积</translation>
    </message>
    <message>
        <source>{count} without net carbon</source>
        <translation>{count} 个无净碳排放数据</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>“{code}” (unknown)</source>
        <translation>“{code}”（未知）</translation>
    </message>
</context>
<context>
    <name>ZoneLayers</name>
    <message>
        <source>Areas are taken from the field {field}.</source>
        <translation>面积取自字段 {field}。</translation>
    </message>
    <message>
        <source>The layer has neither polygons nor a field area_ha, so it has no areas.</source>
        <translation>图层既没有面，也没有 area_ha 字段，因此没有面积。</translation>
    </message>
</context>
<context>
    <name>ZoneMap</name>
    <message>
        <source>Layout, to be edited</source>
        <translation>可编辑的布局</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Zoning map</source>
        <translation>分区图</translation>
    </message>
</context>
<context>
    <name>ZonePackage</name>
    <message>
        <source>Also a print layout for each layer of classes</source>
        <translation>为每个类别图层加打印布局</translation>
    </message>
    <message>
        <source>Also tables of areas, columns and sources</source>
        <translation>加面积、字段说明与来源表</translation>
    </message>
    <message>
        <source>Layers and tables</source>
        <translation>图层与表数</translation>
    </message>
    <message>
        <source>Layers and tables, the uppermost first</source>
        <translation>图层与表，最上层在前</translation>
    </message>
    <message>
        <source>Number of the map review (审图号)</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>Style layers that the plugin knows</source>
        <translation>为可识别的图层套用样式</translation>
    </message>
    <message>
        <source>Title of the project</source>
        <translation>工程标题</translation>
    </message>
    <message>
        <source>Zoning package</source>
        <translation>成果数据包</translation>
    </message>
</context>
<context>
    <name>ZonePairs</name>
    <message>
        <source>Field with its class</source>
        <translation>其类别字段</translation>
    </message>
    <message>
        <source>Field with the area in ha (empty: measured)</source>
        <translation>以公顷计的面积字段（留空：量算）</translation>
    </message>
    <message>
        <source>Field with the class (first or earlier)</source>
        <translation>类别字段（第一个或较早）</translation>
    </message>
    <message>
        <source>Field with the other class, in the same layer</source>
        <translation>同一图层的另一个类别字段</translation>
    </message>
    <message>
        <source>Unit code in the first layer</source>
        <translation>第一个图层的单元代码</translation>
    </message>
    <message>
        <source>Unit code in the other layer</source>
        <translation>另一个图层的单元代码</translation>
    </message>
    <message>
        <source>or: other (later) layer</source>
        <translation>或：另一个（较晚的）图层</translation>
    </message>
</context>
<context>
    <name>ZoneReport</name>
    <message>
        <source>Columns of the table of units (empty: the usual ones)</source>
        <translation>单元成果表的列（留空：常用列）</translation>
    </message>
    <message>
        <source>Field with the name of the unit</source>
        <translation>单元名称字段</translation>
    </message>
    <message>
        <source>Other results whose runs belong to the report</source>
        <translation>其步骤应写入报告的其他结果</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Report as PDF</source>
        <translation>PDF 报告</translation>
    </message>
    <message>
        <source>Reservations that a reader must know, a paragraph each</source>
        <translation>读者须知，一行一段</translation>
    </message>
    <message>
        <source>Sub-zones</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>Subtitle, such as place and year</source>
        <translation>副标题，如地名与年份</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Units with their class</source>
        <translation>含类别的单元</translation>
    </message>
    <message>
        <source>Zoning report</source>
        <translation>分区报告</translation>
    </message>
</context>
<context>
    <name>ZoneSummary</name>
    <message>
        <source>Area by zone (ha): {areas}</source>
        <translation>各分区面积（公顷）：{areas}</translation>
    </message>
    <message>
        <source>Areas by unit and zone</source>
        <translation>各单元各分区面积</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Field with the area in ha (empty: measured)</source>
        <translation>以公顷计的面积字段（留空：量算）</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>类别字段</translation>
    </message>
    <message>
        <source>Field with the code of the unit</source>
        <translation>单元代码字段</translation>
    </message>
    <message>
        <source>Field with the name of the unit</source>
        <translation>单元名称字段</translation>
    </message>
    <message>
        <source>Field with the space</source>
        <translation>空间字段</translation>
    </message>
    <message>
        <source>Field with the sub-zone</source>
        <translation>亚区字段</translation>
    </message>
    <message>
        <source>Field with their code</source>
        <translation>其代码字段</translation>
    </message>
    <message>
        <source>Field with their name</source>
        <translation>其名称字段</translation>
    </message>
    <message>
        <source>Language of names and report</source>
        <translation>名称与报告的语言</translation>
    </message>
    <message>
        <source>Net emission (t CO2e per year)</source>
        <translation>净排放（t CO2e/年）</translation>
    </message>
    <message>
        <source>Other totals, for example pollution loads</source>
        <translation>其他总量，例如污染负荷</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Slivers that are left out, up to (m²)</source>
        <translation>略去的碎条，不超过（m²）</translation>
    </message>
    <message>
        <source>Sum up by</source>
        <translation>汇总方式</translation>
    </message>
    <message>
        <source>Zone summary</source>
        <translation>分区汇总</translation>
    </message>
    <message>
        <source>Zones (polygons or a table)</source>
        <translation>分区（面或表）</translation>
    </message>
    <message>
        <source>Zones by unit</source>
        <translation>各单元分区</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>or: administrative units to cut by</source>
        <translation>或：用于切分的行政单元</translation>
    </message>
    <message>
        <source>space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>sub-zone</source>
        <translation>亚区</translation>
    </message>
    <message>
        <source>that of QGIS</source>
        <translation>与 QGIS 相同</translation>
    </message>
    <message>
        <source>what the layer has</source>
        <translation>图层所含</translation>
    </message>
</context>
<context>
    <name>ZoneTables</name>
    <message>
        <source>Also areas by class and sub-zone</source>
        <translation>加各类与亚区面积</translation>
    </message>
    <message>
        <source>Folder for CSV files</source>
        <translation>CSV 文件夹</translation>
    </message>
    <message>
        <source>Layers and tables</source>
        <translation>图层与表</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表数</translation>
    </message>
    <message>
        <source>Tables to hand in</source>
        <translation>成果表格</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
</context>
<context>
    <name>ZoningConfidence</name>
    <message>
        <source>Confidence of classes</source>
        <translation>类别可信度</translation>
    </message>
    <message>
        <source>Correlation of the errors of carbon and pollution</source>
        <translation>碳与污染误差的相关系数</translation>
    </message>
    <message>
        <source>Distribution of the accounts</source>
        <translation>账目的分布</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽样次数</translation>
    </message>
    <message>
        <source>Probabilities are</source>
        <translation>概率的求法</translation>
    </message>
    <message>
        <source>Seed of the draws</source>
        <translation>抽样的随机种子</translation>
    </message>
    <message>
        <source>Standard deviations: {fields}</source>
        <translation>标准差：{fields}</translation>
    </message>
    <message>
        <source>computed where there is a closed form, else drawn</source>
        <translation>有闭式解则计算，否则抽样</translation>
    </message>
    <message>
        <source>drawn always</source>
        <translation>一律抽样</translation>
    </message>
    <message>
        <source>lognormal (drawn)</source>
        <translation>对数正态（抽样）</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正态</translation>
    </message>
</context>
<context>
    <name>ZoningConfidenceRaster</name>
    <message>
        <source>Areas by class, and expected</source>
        <translation>各类面积及期望面积</translation>
    </message>
    <message>
        <source>Confidence of classes (raster)</source>
        <translation>类别可信度（栅格）</translation>
    </message>
    <message>
        <source>Correlation of the errors of carbon and pollution</source>
        <translation>碳与污染误差的相关系数</translation>
    </message>
    <message>
        <source>Distribution of the accounts</source>
        <translation>账目的分布</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽样次数</translation>
    </message>
    <message>
        <source>Entropy of the class</source>
        <translation>类别的熵</translation>
    </message>
    <message>
        <source>Factor on the carbon threshold that flips the class</source>
        <translation>使类别翻转的碳阈值倍数</translation>
    </message>
    <message>
        <source>Factor on the pollution threshold that flips the class</source>
        <translation>使类别翻转的污染阈值倍数</translation>
    </message>
    <message>
        <source>Most probable class</source>
        <translation>最可能类别</translation>
    </message>
    <message>
        <source>Probabilities are</source>
        <translation>概率的求法</translation>
    </message>
    <message>
        <source>Probability of that class</source>
        <translation>该类别的概率</translation>
    </message>
    <message>
        <source>Probability of {code}</source>
        <translation>{code} 的概率</translation>
    </message>
    <message>
        <source>Second most probable class</source>
        <translation>次可能类别</translation>
    </message>
    <message>
        <source>Seed of the draws</source>
        <translation>抽样的随机种子</translation>
    </message>
    <message>
        <source>Standard deviation (raster, or % of the value)</source>
        <translation>标准差（栅格，或数值的 %）</translation>
    </message>
    <message>
        <source>Uncertainty of the net emission (one row)</source>
        <translation>净排放的不确定性（一行）</translation>
    </message>
    <message>
        <source>Uncertainty of the pollution (one row per raster)</source>
        <translation>污染的不确定性（每个栅格一行）</translation>
    </message>
    <message>
        <source>computed where there is a closed form, else drawn</source>
        <translation>有闭式解则计算，否则抽样</translation>
    </message>
    <message>
        <source>drawn always</source>
        <translation>一律抽样</translation>
    </message>
    <message>
        <source>lognormal (drawn)</source>
        <translation>对数正态（抽样）</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正态</translation>
    </message>
    <message>
        <source>or: low end of the 95 % interval (raster)</source>
        <translation>或：95% 区间下端（栅格）</translation>
    </message>
    <message>
        <source>with: high end (raster)</source>
        <translation>以及：上端（栅格）</translation>
    </message>
</context>
<context>
    <name>ZoningSets</name>
    <message>
        <source>Field with the region or functional class (regional limits)</source>
        <translation>区域或功能类别字段（按区域的限值）</translation>
    </message>
    <message>
        <source>Id of your set, where the table has several</source>
        <translation>您的标准集标识（表中有多个时）</translation>
    </message>
    <message>
        <source>Table with zoning standards of your own</source>
        <translation>自己的分区标准表</translation>
    </message>
    <message>
        <source>The set filled: {values}.</source>
        <translation>标准集填充了：{values}。</translation>
    </message>
    <message>
        <source>The standard of {field} is taken from {standard}: {values}. The field must be in that unit.</source>
        <translation>{field} 的标准取自 {standard}：{values}。字段须采用该单位。</translation>
    </message>
    <message>
        <source>Zoning standard: {name} ({id}, version {version}, from {date}).</source>
        <translation>分区标准：{name}（{id}，版本 {version}，自 {date} 起）。</translation>
    </message>
</context>
<context>
    <name>ZoningStandards</name>
    <message>
        <source>Export for editing</source>
        <translation>导出供编辑</translation>
    </message>
    <message>
        <source>Limits of pollutants</source>
        <translation>污染物限值</translation>
    </message>
    <message>
        <source>Number of sets</source>
        <translation>标准集数</translation>
    </message>
    <message>
        <source>Sets of standards</source>
        <translation>标准集</translation>
    </message>
    <message>
        <source>Zoning standard (empty: all)</source>
        <translation>分区标准（留空：全部）</translation>
    </message>
    <message>
        <source>Zoning standards</source>
        <translation>分区标准</translation>
    </message>
    <message>
        <source>{count} sets: {names}</source>
        <translation>{count} 个标准集：{names}</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>A Shapefile cuts names of fields to 10 bytes; in {file} they are called: {fields}. A GeoPackage keeps them whole.</source>
        <translation>Shapefile 将字段名截到 10 个字节；{file} 中的名称为：{fields}。GeoPackage 可完整保留。</translation>
    </message>
    <message>
        <source>A Shapefile cuts texts to 254 bytes; in {file} it cut (field: texts) {fields}. A GeoPackage keeps them whole.</source>
        <translation>Shapefile 将文本截到 254 个字节；{file} 中被截短的有（字段：条数）{fields}。GeoPackage 可完整保留。</translation>
    </message>
    <message>
        <source>A change of {change} in {years} years makes {expected} a year, not {rate}.</source>
        <translation>{years} 年变化 {change}，年均应为 {expected}，而不是 {rate}。</translation>
    </message>
    <message>
        <source>A compound path needs nodes above 0; {count} series have others: {units}. Choose a linear path.</source>
        <translation>等比路径的节点须大于 0；{count} 个序列不符合：{units}。请选择直线路径。</translation>
    </message>
    <message>
        <source>A decomposition needs GDP or energy by sector beside the emission.</source>
        <translation>分解除排放量外还需要分部门的 GDP 或能源。</translation>
    </message>
    <message>
        <source>A geometry is no polygon (type {kind}).</source>
        <translation>某几何不是面（类型 {kind}）。</translation>
    </message>
    <message>
        <source>A later date (LATER) needs habitats of an earlier one (INPUT).</source>
        <translation>后期生境（LATER）需要有前期生境（INPUT）。</translation>
    </message>
    <message>
        <source>A path without a plan needs the year of the target (TARGET_YEAR).</source>
        <translation>没有规划的路径需要目标年份（TARGET_YEAR）。</translation>
    </message>
    <message>
        <source>A plan of net emissions has the sinks taken off: leave PLAN_SINKS empty.</source>
        <translation>净排放规划已扣除碳汇：请将 PLAN_SINKS 留空。</translation>
    </message>
    <message>
        <source>A rate of 0 leaves no part, but the part is {part} (of {whole}).</source>
        <translation>比率为 0 时部分应为 0，而部分为 {part}（总量 {whole}）。</translation>
    </message>
    <message>
        <source>A row is in the register {place} already, written by another run meanwhile ({reason}). Nothing was written. Run again.</source>
        <translation>台账 {place} 中已有某行，可能由另一次运行写入（{reason}）。没有写入任何内容。请重新运行。</translation>
    </message>
    <message>
        <source>A row names a unit, an indicator or a grouping that the register {place} does not have ({reason}). Nothing was written.</source>
        <translation>某行所指的单元、指标或分组不在台账 {place} 中（{reason}）。没有写入任何内容。</translation>
    </message>
    <message>
        <source>A table of capacities belongs to a long table of loads; for fields of a layer choose the field of the capacity as the standard (POLLUTANTS).</source>
        <translation>能力表只能与负荷长表配套；若负荷是图层字段，请把能力字段选作标准（POLLUTANTS）。</translation>
    </message>
    <message>
        <source>A table of habitats needs the field with their area (AREA).</source>
        <translation>生境表格需要面积字段（AREA）。</translation>
    </message>
    <message>
        <source>A target of the intensity needs the forecast GDP of the top: GDP_FORECAST.</source>
        <translation>强度目标需要顶层的目标年 GDP：GDP_FORECAST。</translation>
    </message>
    <message>
        <source>A trace needs two years with rows, the base before the warning; asked are {first} and {last}, there are {known}.</source>
        <translation>追溯需要两个有数据的年份，基期在前；所选为 {first} 和 {last}，现有 {known}。</translation>
    </message>
    <message>
        <source>A trend needs at least {least} years; {name} has {count} fields.</source>
        <translation>趋势至少需要 {least} 年；{name} 只有 {count} 个字段。</translation>
    </message>
    <message>
        <source>A trend needs at least {needed} years with values; there are {count}.</source>
        <translation>趋势至少需要 {needed} 年有值，现有 {count} 年。</translation>
    </message>
    <message>
        <source>A wind direction is given more than once; keep one row for each.</source>
        <translation>某风向出现多次；每个风向请只保留一行。</translation>
    </message>
    <message>
        <source>All cells have the same {name}, so there are no z-scores. Choose a set with thresholds.</source>
        <translation>所有像元的 {name} 相同，无法计算标准分数。请选用带阈值的标准集。</translation>
    </message>
    <message>
        <source>All scores of {field} are at most 1; do they run from 0 to 1?</source>
        <translation>字段 {field} 的得分都不超过 1，是否为 0～1 制？</translation>
    </message>
    <message>
        <source>All that it needs is there.</source>
        <translation>所需输入均已具备。</translation>
    </message>
    <message>
        <source>All units have the same {name}, so there are no z-scores. Choose a set with thresholds.</source>
        <translation>所有单元的 {name} 都相同，无法计算 z 分数。请选用带阈值的标准集。</translation>
    </message>
    <message>
        <source>Amounts of {activity} cannot be given in {unit}; use one of {accepted}.</source>
        <translation>{activity} 的数量不能用 {unit} 表示；请用下列单位之一：{accepted}。</translation>
    </message>
    <message>
        <source>An expert has set the class {name} for this unit already.</source>
        <translation>专家已将该单元判定为 {name}。</translation>
    </message>
    <message>
        <source>An indicator of the kind {kind} needs weights: its denominator, its whole, population or area.</source>
        <translation>{kind} 类指标需要权重：其分母、总体、人口或面积。</translation>
    </message>
    <message>
        <source>Another one since: {input}.</source>
        <translation>此后已换成另一个：{input}。</translation>
    </message>
    <message>
        <source>Both dates must be polygons, or both tables.</source>
        <translation>两期必须同为图斑，或同为表格。</translation>
    </message>
    <message>
        <source>Bounds of the intensity need a GDP above 0 in every unit.</source>
        <translation>强度上下限要求每个单元的 GDP 大于 0。</translation>
    </message>
    <message>
        <source>Bounds of the intensity need these fields: {columns}. Choose them.</source>
        <translation>强度上下限需要以下字段：{columns}。请选择。</translation>
    </message>
    <message>
        <source>Changed since: {input}.</source>
        <translation>此后已变化：{input}。</translation>
    </message>
    <message>
        <source>Children of {parent}: {fault}</source>
        <translation>{parent} 的下级：{fault}</translation>
    </message>
    <message>
        <source>Choose at least two fields with estimates of the same quantity.</source>
        <translation>请至少选择两个对同一个量进行估算的字段。</translation>
    </message>
    <message>
        <source>Choose at least two rasters with estimates of the same quantity.</source>
        <translation>请至少选择两个对同一个量进行估算的栅格。</translation>
    </message>
    <message>
        <source>Choose both quantities at the later date, or none.</source>
        <translation>较晚日期的两个量要么都选，要么都不选。</translation>
    </message>
    <message>
        <source>Choose bounds: the fields LOW and HIGH, or a percentage in SPAN.</source>
        <translation>请给出上下限：字段 LOW、HIGH，或百分比 SPAN。</translation>
    </message>
    <message>
        <source>Choose either weights that are years, or a field of groups, not both.</source>
        <translation>权重字段为年份时不能再选分组字段；两者只能选其一。</translation>
    </message>
    <message>
        <source>Choose the columns of the wide table {layer} in {name}.</source>
        <translation>请在 {name} 中选择宽表 {layer} 的列。</translation>
    </message>
    <message>
        <source>Choose the field of the code in the layer {layer} ({parameter}).</source>
        <translation>请选择图层 {layer} 的代码字段（{parameter}）。</translation>
    </message>
    <message>
        <source>Choose the field of the denominator {name}.</source>
        <translation>请选择分母 {name} 的字段。</translation>
    </message>
    <message>
        <source>Choose the field of the emission or of the industry code of {layer}; the carbon grade needs one of them.</source>
        <translation>请选择 {layer} 的排放字段或行业代码字段；碳等级需要其中之一。</translation>
    </message>
    <message>
        <source>Choose the field of the land-use code or of the industry code of {layer}; the pollution grade needs one of them.</source>
        <translation>请选择 {layer} 的地类代码字段或行业代码字段；污染等级需要其中之一。</translation>
    </message>
    <message>
        <source>Choose the field of the limit or capacity in the table of capacities.</source>
        <translation>请在能力表中选择限值或能力字段。</translation>
    </message>
    <message>
        <source>Choose the field of the net emission, or the fields of both emission and sink.</source>
        <translation>请选择净排放字段，或同时选择排放与碳汇字段。</translation>
    </message>
    <message>
        <source>Choose the field of the pollution exceedance, or give pollutants with their standards.</source>
        <translation>请选择污染超标倍数字段，或给出污染物及其标准。</translation>
    </message>
    <message>
        <source>Choose the field of the pollution load of {layer}, or give several pollutants.</source>
        <translation>请选择 {layer} 的污染负荷字段，或给出多项污染物。</translation>
    </message>
    <message>
        <source>Choose the field of the production or of the imports; fuels come from there.</source>
        <translation>请选择生产字段或进口字段；燃料由此而来。</translation>
    </message>
    <message>
        <source>Choose the field of the unit code in the layer of the units.</source>
        <translation>请在单元图层中选择单元代码字段。</translation>
    </message>
    <message>
        <source>Choose the field of the unit code in the table of forest (FOREST_CODE).</source>
        <translation>请选择林分表的单元代码字段（FOREST_CODE）。</translation>
    </message>
    <message>
        <source>Choose the field of {label} ({name}).</source>
        <translation>请选择{label}的字段（{name}）。</translation>
    </message>
    <message>
        <source>Choose the field of {layer} for the parameter {name} ({label}).</source>
        <translation>请为参数 {name}（{label}）选择 {layer} 的字段。</translation>
    </message>
    <message>
        <source>Choose the field of {layer} for the parameter {name}.</source>
        <translation>请为参数 {name} 选择 {layer} 的字段。</translation>
    </message>
    <message>
        <source>Choose the field of {what} of {layer} in the parameter {name}.</source>
        <translation>请在参数 {name} 中选择 {layer} 的{what}字段。</translation>
    </message>
    <message>
        <source>Choose the field that names the rows of {layer} in {name}.</source>
        <translation>请在 {name} 中选择标识 {layer} 各行的字段。</translation>
    </message>
    <message>
        <source>Choose the field with the amount of the point sources (POINT_AMOUNT).</source>
        <translation>请选择点源数量字段（POINT_AMOUNT）。</translation>
    </message>
    <message>
        <source>Choose the field with the class of the polygons.</source>
        <translation>请选择面的类别字段。</translation>
    </message>
    <message>
        <source>Choose the field with the codes of the layer of units (UNITS_CODE).</source>
        <translation>请选择单元图层的代码字段（UNITS_CODE）。</translation>
    </message>
    <message>
        <source>Choose the field with the habitat (HABITAT).</source>
        <translation>请选择生境字段（HABITAT）。</translation>
    </message>
    <message>
        <source>Choose the field with the indicator, or give one indicator for all values.</source>
        <translation>请选择指标字段，或为全部数值指定一个指标。</translation>
    </message>
    <message>
        <source>Choose the field with the level too: a field with the parent does not tell it.</source>
        <translation>请同时选择层级字段：上级字段不能说明层级。</translation>
    </message>
    <message>
        <source>Choose the field with the names of the planning zones of {layer}.</source>
        <translation>请选择 {layer} 中规划分区名称的字段。</translation>
    </message>
    <message>
        <source>Choose the field with the value, or name the columns of a wide table.</source>
        <translation>请选择数值字段，或写明宽表的数值列。</translation>
    </message>
    <message>
        <source>Choose the field with the year (YEAR).</source>
        <translation>请选择年份字段（YEAR）。</translation>
    </message>
    <message>
        <source>Choose the fields of the unit codes ({lacking}) to compare table and layer.</source>
        <translation>请选择单元代码字段（{lacking}），以便比较表与图层。</translation>
    </message>
    <message>
        <source>Choose the fields of {table} that name the units: {fields}.</source>
        <translation>请选择{table}中表示单元的字段：{fields}。</translation>
    </message>
    <message>
        <source>Choose the fields with amounts (AMOUNTS), or relations or magnitudes.</source>
        <translation>请选择数量字段（AMOUNTS），或给出关系或量级。</translation>
    </message>
    <message>
        <source>Choose the fields {fields} of {layer}.</source>
        <translation>请选择{layer}的字段 {fields}。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking} of a table with one row per pollutant, or give the fields of the layer that hold pollutants (LOADS).</source>
        <translation>请选择每行一种污染物的表中的字段 {lacking}，或给出图层中存放污染物的字段（LOADS）。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking} of a table with one row per pollutant, or give the fields of the layer that hold pollutants (READINGS or POLLUTANTS).</source>
        <translation>请选择每行一种污染物的表中的字段 {lacking}，或给出图层中存放污染物的字段（READINGS 或 POLLUTANTS）。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking} of the energy table.</source>
        <translation>请选择能源表的字段 {lacking}。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking} of the harvest.</source>
        <translation>请选择养殖产量表的字段 {lacking}。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking} of the plan.</source>
        <translation>请选择规划表的字段 {lacking}。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking} of the sectoral table.</source>
        <translation>请选择部门方法表的字段 {lacking}。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking} of the table of forest.</source>
        <translation>请选择林分表的字段 {lacking}。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking} of the table {table}.</source>
        <translation>请选择表 {table} 的字段 {lacking}。</translation>
    </message>
    <message>
        <source>Choose the fields {lacking}, so that {layer} can be joined.</source>
        <translation>请选择字段 {lacking}，以便连接 {layer}。</translation>
    </message>
    <message>
        <source>Choose the layer of the receptors.</source>
        <translation>请选择受体图层。</translation>
    </message>
    <message>
        <source>Choose the other layer in the parameter {name}.</source>
        <translation>请在参数 {name} 中选择另一个图层。</translation>
    </message>
    <message>
        <source>Choose the raster of the denominator {name}.</source>
        <translation>请选择分母 {name} 的栅格。</translation>
    </message>
    <message>
        <source>Choose the table that is to be exported or checked.</source>
        <translation>请选择要导出或检查的表。</translation>
    </message>
    <message>
        <source>Chosen by hand: {name}.</source>
        <translation>手工指定：{name}。</translation>
    </message>
    <message>
        <source>Classes of a single cell have no index and add nothing to that of the landscape: {classes}.</source>
        <translation>只有一个像元的类没有指数，对景观指数没有贡献：{classes}。</translation>
    </message>
    <message>
        <source>Conflict {code}, {name}: {area} ha in {count} cells.</source>
        <translation>冲突 {code} {name}：{count} 个像元，共 {area} 公顷。</translation>
    </message>
    <message>
        <source>Conflict {code}, {name}: {area} ha in {count} pieces.</source>
        <translation>冲突 {code} {name}：{count} 块，共 {area} 公顷。</translation>
    </message>
    <message>
        <source>Contributions within units have no receptors; leave {outputs} out.</source>
        <translation>单元内贡献没有受体；请不要填 {outputs}。</translation>
    </message>
    <message>
        <source>Contributions within units need the fields {lacking}.</source>
        <translation>单元内贡献需要字段 {lacking}。</translation>
    </message>
    <message>
        <source>DECAY_KM must be above 0; leave it empty for no decay along the water.</source>
        <translation>DECAY_KM 必须大于 0；沿水流不衰减则留空。</translation>
    </message>
    <message>
        <source>Electricity of {year} takes the factor of {region} of {used} ({scheme}): none is published for it.</source>
        <translation>{year} 年的电力采用 {region} {used} 年的因子（{scheme}）：该年没有公布的因子。</translation>
    </message>
    <message>
        <source>Entropy weights of shares need indicators without negative values.</source>
        <translation>按比重计算熵权时指标不能有负值。</translation>
    </message>
    <message>
        <source>Equivalents are sums of loads against capacities, and {pollutant} is given in {unit}, which is no load. Choose another composite, or give loads.</source>
        <translation>当量法是负荷与容量之和的比较，而 {pollutant} 的单位为 {unit}，不是负荷。请另选综合方法，或改用负荷。</translation>
    </message>
    <message>
        <source>Equivalents can be summed only over loads of one kind: {reason} Choose another composite, or pollutants of one medium.</source>
        <translation>当量只能在同类负荷之间相加：{reason} 请改用其他综合方法，或只选同一介质的污染物。</translation>
    </message>
    <message>
        <source>Features could not be written: {reason}</source>
        <translation>要素无法写入：{reason}</translation>
    </message>
    <message>
        <source>Flag {name}: {count} series.</source>
        <translation>标记 {name}：{count} 个序列。</translation>
    </message>
    <message>
        <source>Forest by gain and loss has no value of a cell; leave out the net raster, or FOREST.</source>
        <translation>损益法林木碳没有逐像元的值；请不要输出净值栅格，或去掉 FOREST。</translation>
    </message>
    <message>
        <source>From {before} to {after} is a change of {expected} %, not of {printed} %.</source>
        <translation>由 {before} 到 {after} 的变化率为 {expected} %，而不是 {printed} %。</translation>
    </message>
    <message>
        <source>Give a plan (PLAN), a field with the target, or one target for all.</source>
        <translation>请给出规划（PLAN）、目标字段，或共用的目标值。</translation>
    </message>
    <message>
        <source>Give a table with {what} ({table}), or choose the field of the units that holds them ({own}).</source>
        <translation>请给出含{what}的表（{table}），或选择单元中存放它们的字段（{own}）。</translation>
    </message>
    <message>
        <source>Give activities (ACTIVITIES), land use (INPUT or RASTER with UNITS_LAYER), or both.</source>
        <translation>请给出活动（ACTIVITIES），或土地利用（INPUT 或 RASTER，并给出 UNITS_LAYER），或两者。</translation>
    </message>
    <message>
        <source>Give at least one class of the land use a weight above 0 (CLASS_WEIGHTS).</source>
        <translation>请至少给一类用地大于 0 的权重（CLASS_WEIGHTS）。</translation>
    </message>
    <message>
        <source>Give at least one raster that says where the totals lie: land use or a proxy.</source>
        <translation>请至少给出一个说明总量分布的栅格：土地利用或代理变量。</translation>
    </message>
    <message>
        <source>Give coastal habitats (INPUT), a harvest (MARICULTURE), or both.</source>
        <translation>请给出滨海生境（INPUT）、养殖产量（MARICULTURE），或两者。</translation>
    </message>
    <message>
        <source>Give either a land-cover raster (RASTER) or land-use polygons (INPUT).</source>
        <translation>请给出土地覆被栅格（RASTER）或土地利用图斑（INPUT）之一。</translation>
    </message>
    <message>
        <source>Give either a raster of classes (RASTER) or polygons with a class (INPUT).</source>
        <translation>请给出类别栅格（RASTER）或带类别的面（INPUT）。</translation>
    </message>
    <message>
        <source>Give either fields for the standard sets or fields with standards of your own.</source>
        <translation>标准集的字段与自定标准的字段只能二选一。</translation>
    </message>
    <message>
        <source>Give either land-use polygons (INPUT) or a land-cover raster (RASTER).</source>
        <translation>请给出土地利用面（INPUT）或土地覆被栅格（RASTER），二者取一。</translation>
    </message>
    <message>
        <source>Give either the GeoPackage of the register, or a PostgreSQL connection and its schema.</source>
        <translation>请指定台账的 GeoPackage，或 PostgreSQL 连接及模式，二者选一。</translation>
    </message>
    <message>
        <source>Give the code of the unit that reports.</source>
        <translation>请填写上报单元的代码。</translation>
    </message>
    <message>
        <source>Give the edited table that is to be checked.</source>
        <translation>请给出要检查的已编辑表。</translation>
    </message>
    <message>
        <source>Give the fund that is paid out (FUND), above 0.</source>
        <translation>请给出大于 0 的资金总额（FUND）。</translation>
    </message>
    <message>
        <source>Give the name of a PostgreSQL connection that QGIS keeps. Host and password do not belong into a parameter, because parameters are written into the history and the metadata.</source>
        <translation>请填写 QGIS 中已保存的 PostgreSQL 连接名。主机和密码不能写在参数里，因为参数会记入历史和元数据。</translation>
    </message>
    <message>
        <source>Give the net emission, or both the emission and the removal.</source>
        <translation>请给出净排放，或同时给出排放与清除量。</translation>
    </message>
    <message>
        <source>Give the pollution exceedance, or at least one pollutant with its standard.</source>
        <translation>请给出污染超标倍数，或至少一种污染物及其标准。</translation>
    </message>
    <message>
        <source>Give the pollution in one way: a raster with its standard (POLLUTION), a table of several (POLLUTANTS), or a raster of the exceedance (Q_P).</source>
        <translation>请以一种方式给出污染：带标准的栅格（POLLUTION）、多种污染物的表（POLLUTANTS），或超标倍数栅格（Q_P）。</translation>
    </message>
    <message>
        <source>Give the register so far (TASKS), warnings (WARNINGS), or both.</source>
        <translation>请给出现有台账（TASKS）或预警（WARNINGS），或两者。</translation>
    </message>
    <message>
        <source>Give the sign between joined measures (JOINER), such as +.</source>
        <translation>请给出措施连接符（JOINER），如 +。</translation>
    </message>
    <message>
        <source>Give the spread of the net emission, or of both emission and removal.</source>
        <translation>请给出净排放的离散度，或同时给出排放与清除量的离散度。</translation>
    </message>
    <message>
        <source>Give the target of the parent that is to be shared (TOTAL), or {names}: then the register tells it.</source>
        <translation>请给出待分解的上级目标（TOTAL），或给出 {names}，由台账取得。</translation>
    </message>
    <message>
        <source>Give the target of the parent that is to be shared (TOTAL).</source>
        <translation>请给出要分解的上级目标值（TOTAL）。</translation>
    </message>
    <message>
        <source>Give the total of the top, or its intensity.</source>
        <translation>请给出顶层总量或顶层强度。</translation>
    </message>
    <message>
        <source>Give two control lines that can be in conflict with each other: {pairs}.</source>
        <translation>请给出可能相互冲突的两条控制线：{pairs}。</translation>
    </message>
    <message>
        <source>Give {label} ({name}), or a register (REGISTER) that has them.</source>
        <translation>请给出{label}（{name}），或含有这些数据的台账（REGISTER）。</translation>
    </message>
    <message>
        <source>Give: {names}.</source>
        <translation>请提供：{names}。</translation>
    </message>
    <message>
        <source>Given since: {input}.</source>
        <translation>此后新提供：{input}。</translation>
    </message>
    <message>
        <source>Gone: {input} ({name}). Give it anew.</source>
        <translation>已不存在：{input}（{name}）。请重新提供。</translation>
    </message>
    <message>
        <source>Half of the soil densities are {value} tC/ha or more, which is usual to 1 m of depth, not in top soil. Compare with a reference of the same depth (SOC_REFERENCE).</source>
        <translation>一半的土壤碳密度达到或超过 {value} tC/公顷，这是 1 m 深而非表层土壤的常见值。请与深度一致的参照值比较（SOC_REFERENCE）。</translation>
    </message>
    <message>
        <source>Half of the units emit {amount} t CO2 per person or {side}; between {low} and {high} would be usual. Check the units of carbon (t, 10^4 t, tC) and of population.</source>
        <translation>半数单元的人均或单位 {side} 排放为 {amount} t CO2；通常在 {low} 至 {high} 之间。请检查碳的单位（t、万 t、tC）与人口的单位。</translation>
    </message>
    <message>
        <source>In its projection the areas of the raster {name} are wrong by up to {share} %. Warp it to an equal-area projection, or to degrees.</source>
        <translation>栅格 {name} 的投影使面积误差最大达 {share} %。请重投影到等积投影或经纬度。</translation>
    </message>
    <message>
        <source>In the row of the pollutant {field}, {cell} is neither a number nor a field of {layer}.</source>
        <translation>污染物 {field} 一行中的 {cell} 既不是数字，也不是 {layer} 的字段。</translation>
    </message>
    <message>
        <source>In the row of {name}, {cell} is neither a number nor a field of {layer}.</source>
        <translation>{name} 一行中，{cell} 既不是数，也不是 {layer} 的字段。</translation>
    </message>
    <message>
        <source>In the row of {name}, {cell} is not a number.</source>
        <translation>{name} 一行中的 {cell} 不是数字。</translation>
    </message>
    <message>
        <source>In {count} of {places} places estimates disagree on source or sink (OPPOSITE).</source>
        <translation>{places} 处中有 {count} 处的估算对源汇判断不一致（OPPOSITE）。</translation>
    </message>
    <message>
        <source>In {count} of {places} places fewer than two estimates have an interval, so that nothing can be said about agreement (NO_INTERVAL).</source>
        <translation>{places} 处中有 {count} 处有区间的估算不足两个，无法判断是否一致（NO_INTERVAL）。</translation>
    </message>
    <message>
        <source>In {count} of {places} places intervals of estimates do not overlap (DISJOINT): at least one of them is wrong, or more certain than it can be.</source>
        <translation>{places} 处中有 {count} 处的估算区间互不重叠（DISJOINT）：其中至少一种有误，或低估了自身的不确定性。</translation>
    </message>
    <message>
        <source>In {count} units all proxies are zero; their totals are spread evenly: {units}.</source>
        <translation>有 {count} 个单元的代理变量全部为零，其总量均匀分摊：{units}。</translation>
    </message>
    <message>
        <source>In {count} units another class than that of the values themselves is the most probable one.</source>
        <translation>有 {count} 个单元的最可能类别不同于数值本身的类别。</translation>
    </message>
    <message>
        <source>In {count} units the forest of {layer} and that of the map differ by more than 5 % ({units}); the carbon is that of the table.</source>
        <translation>有 {count} 个单元的林地面积，{layer} 与图上相差超过 5 %（{units}）；碳按表计算。</translation>
    </message>
    <message>
        <source>In {count} units the reference approach differs from the sectoral one by more than 5 %: {units}. Look for fuels, stocks or products that only one of the two counts.</source>
        <translation>有 {count} 个单元的参考方法与部门方法相差超过 5%:{units}。请查找只被其中一种计入的燃料、库存或产品。</translation>
    </message>
    <message>
        <source>Indicators are named more than once: {codes}.</source>
        <translation>指标重复列出：{codes}。</translation>
    </message>
    <message>
        <source>It is being run.</source>
        <translation>正在运行。</translation>
    </message>
    <message>
        <source>It is not known whether {indicator} is a ceiling or a floor; it is taken as a ceiling.</source>
        <translation>不知道{indicator}是上限还是下限，按上限处理。</translation>
    </message>
    <message>
        <source>Its parameters have been changed since.</source>
        <translation>此后其参数已更改。</translation>
    </message>
    <message>
        <source>Its result {name} is gone.</source>
        <translation>其结果 {name} 已不存在。</translation>
    </message>
    <message>
        <source>LMDI needs GDP or energy by sector; choose the fields GDP or ENERGY.</source>
        <translation>LMDI 需要分部门的 GDP 或能源，请选择字段 GDP 或 ENERGY。</translation>
    </message>
    <message>
        <source>Land use and sub-catchments need the layer of the units (UNITS_LAYER).</source>
        <translation>土地利用和子流域需要单元图层（UNITS_LAYER）。</translation>
    </message>
    <message>
        <source>Leached nitrogen of fertiliser ({leaching}) and export coefficients of total nitrogen for {classes} both count what leaves the same fields. Use one of them; if they are of different fields, say so in {both}.</source>
        <translation>化肥淋溶氮（{leaching}）与{classes}的总氮输出系数计的都是同一农田的流失。请只用其一；若针对不同农田，请在 {both} 中说明。</translation>
    </message>
    <message>
        <source>Least squares need the standard deviations of the reports; choose the field SD.</source>
        <translation>最小二乘需要上报值的标准差，请选择字段 SD。</translation>
    </message>
    <message>
        <source>Left out; tick it to take it in.</source>
        <translation>未纳入；勾选即纳入。</translation>
    </message>
    <message>
        <source>Levels are named more than once: {codes}.</source>
        <translation>层级重复列出：{codes}。</translation>
    </message>
    <message>
        <source>Line {row} of the {what} {file} has {count} cells where the header has {expected}. Delimiters that were tried: {delimiters}. Put a text that holds the delimiter in double quotes.</source>
        <translation>{what} {file} 第 {row} 行有 {count} 个单元格，而表头有 {expected} 个。已尝试的分隔符：{delimiters}。含分隔符的文字请加双引号。</translation>
    </message>
    <message>
        <source>Line {row} of the {what} {file} is not CSV: {reason}.</source>
        <translation>{what} {file} 第 {row} 行不是有效的 CSV:{reason}。</translation>
    </message>
    <message>
        <source>Line {row} of {file} has nothing in the column {column}.</source>
        <translation>{file} 第 {row} 行的 {column} 列为空。</translation>
    </message>
    <message>
        <source>Line {row} of {file}: the industries {codes} are no codes of GB/T 4754 of two to four digits, apart by |, nor ranges such as 36-37.</source>
        <translation>{file} 第 {row} 行：行业 {codes} 不是以 | 分隔的 GB/T 4754 二至四位代码，也不是 36-37 之类的区间。</translation>
    </message>
    <message>
        <source>Line {row} of {file}: {word} in the column {column} is not known; known are {known}.</source>
        <translation>{file} 第 {row} 行：{column} 列的 {word} 不识别；可用的有 {known}。</translation>
    </message>
    <message>
        <source>Loads of sub-catchments need their layer (CATCHMENTS).</source>
        <translation>子流域负荷需要子流域图层（CATCHMENTS）。</translation>
    </message>
    <message>
        <source>Made on {time}.</source>
        <translation>生成于 {time}。</translation>
    </message>
    <message>
        <source>Monthly temperatures reach from {low} to {high}: they are no degrees Celsius (kelvin, or tenths of a degree), or cells without data that name no NoData value. Convert them, give the layer its scale and offset, or name the NoData value ({parameter}).</source>
        <translation>月均温范围为 {low} 至 {high}：不是摄氏度（可能是开尔文或 0.1 度），或含有未声明 NoData 的空像元。请换算、为图层设置比例与偏移，或给出 NoData 值（{parameter}）。</translation>
    </message>
    <message>
        <source>NEP is not a managed sink: harvest, fire and lateral losses are not in it, and the NEP of crops is mostly harvested.</source>
        <translation>NEP 不是人为管理的碳汇：不含收获、火灾和侧向流失，作物的 NEP 大多被收获。</translation>
    </message>
    <message>
        <source>NEP needs {wanted} {name}; {count} are given. Choose the months January to December of one year, in this order.</source>
        <translation>NEP 需要 {wanted} 个 {name}，给出了 {count} 个。请按一月至十二月的顺序选择同一年的数据。</translation>
    </message>
    <message>
        <source>NPP holds the growth of forest already; leave out FOREST, or choose coefficients.</source>
        <translation>NPP 已包含林木生长；请去掉 FOREST，或改选系数。</translation>
    </message>
    <message>
        <source>Name at least one indicator in the table INDICATORS.</source>
        <translation>请在 INDICATORS 表中至少列出一个指标。</translation>
    </message>
    <message>
        <source>Name the indicators whose targets go down: REGISTER_INDICATORS, or rows of the table INDICATORS.</source>
        <translation>请指定要向下分解目标的指标：REGISTER_INDICATORS，或在表 INDICATORS 中逐行填写。</translation>
    </message>
    <message>
        <source>Name the set that shall be used in the parameter {parameter}; the table of your own has: {known}.</source>
        <translation>请在参数 {parameter} 中指明要用的标准集；您的表中有：{known}。</translation>
    </message>
    <message>
        <source>Net emissions have the sinks taken off already: leave SINKS empty, or set MEANING to gross.</source>
        <translation>净排放已扣除碳汇：请将 SINKS 留空，或将 MEANING 设为 gross。</translation>
    </message>
    <message>
        <source>No cell has both carbon and pollution. Check the extents and NoData values.</source>
        <translation>没有任何像元同时有碳与污染。请检查范围与无数据值。</translation>
    </message>
    <message>
        <source>No criterion can be judged. Choose the fields of carbon, pollution or sinks.</source>
        <translation>没有任何判据可用。请选择碳、污染或碳汇的字段。</translation>
    </message>
    <message>
        <source>No electricity factor is published for {asked}; that of {used} is used.</source>
        <translation>{asked} 没有公布的电力因子；采用 {used} 的因子。</translation>
    </message>
    <message>
        <source>No electricity factor of {year} is published for {place}; that of {used} is used.</source>
        <translation>{place} 没有公布 {year} 年的电力因子；采用 {used} 的因子。</translation>
    </message>
    <message>
        <source>No expert has set a class for this unit.</source>
        <translation>没有专家为该单元判定过类别。</translation>
    </message>
    <message>
        <source>No feature of {layer} takes part.</source>
        <translation>{layer} 没有参加计算的要素。</translation>
    </message>
    <message>
        <source>No field of {layer} tells the core of protected areas, so that C1 cannot be told from C2; all overlaps with basic farmland are given as C2.</source>
        <translation>{layer} 没有指明自然保护地核心区的字段，无法区分 C1 与 C2；与基本农田的重叠一律记为 C2。</translation>
    </message>
    <message>
        <source>No font of this machine has Chinese characters, so they will be boxes on the sheet. Install one, for example Noto Sans CJK.</source>
        <translation>本机没有含汉字的字体，图上汉字将显示为方框。请安装一种，如 Noto Sans CJK。</translation>
    </message>
    <message>
        <source>No gap could be traced; the log and the table of traced units say why.</source>
        <translation>没有可追溯的缺口；原因见日志和被追溯单元表。</translation>
    </message>
    <message>
        <source>No group has a weight above 0; there is no centre. Check the weights.</source>
        <translation>没有权重大于 0 的分组，无法求重心。请检查权重。</translation>
    </message>
    <message>
        <source>No habitat lies in any unit ({area} ha lie outside). Check the CRS of the habitats and of the units.</source>
        <translation>没有生境位于任何单元内（{area} ha 在外）。请检查生境与单元的坐标系。</translation>
    </message>
    <message>
        <source>No indicator differs between the units, so no weights can be computed.</source>
        <translation>各单元的指标没有差异，无法计算权重。</translation>
    </message>
    <message>
        <source>No land lies in any unit ({area} ha lie outside). Check the CRS of the land use and of the units.</source>
        <translation>没有任何土地位于单元内（有 {area} 公顷在单元之外）。请检查土地利用与单元的坐标系。</translation>
    </message>
    <message>
        <source>No load of any pollutant could be counted. Give emission factors (EMISSION_TABLE) for the activities, or land use with export coefficients.</source>
        <translation>没有核算出任何污染物负荷。请给出活动的排放因子（EMISSION_TABLE），或土地利用及输出系数。</translation>
    </message>
    <message>
        <source>No measure of {layer} is joined of others; write joint measures as A{joiner}B.</source>
        <translation>{layer}中没有联合措施；联合措施请写成 A{joiner}B。</translation>
    </message>
    <message>
        <source>No method has the fields it needs. Choose BASE, POPULATION, GDP or others.</source>
        <translation>没有一种方法的字段齐全。请选择 BASE、POPULATION、GDP 等字段。</translation>
    </message>
    <message>
        <source>No number of years is set for rank {ranks} of the exit list, so it has no deadline there. The years are a decision of the authority; the plugin has none of its own.</source>
        <translation>退出清单第 {ranks} 级未设年限，故无期限。年限由主管部门决定，本插件不设默认值。</translation>
    </message>
    <message>
        <source>No parent has a value and children that reported; nothing was adjusted.</source>
        <translation>没有既有数值、下级又已上报的上级，未作任何平差。</translation>
    </message>
    <message>
        <source>No pollutant has a limit in {standards}; choose the standards that fit.</source>
        <translation>{standards} 中没有任何所给污染物的限值；请选择合适的标准。</translation>
    </message>
    <message>
        <source>No range is known of {what}: taken as exact.</source>
        <translation>{what}没有已知区间，按准确值处理。</translation>
    </message>
    <message>
        <source>No row has a unit, a source and an amount. Check the fields.</source>
        <translation>没有同时具备单元、源与数量的行。请检查字段。</translation>
    </message>
    <message>
        <source>No row is of the years {wanted}; the table has {have}.</source>
        <translation>没有属于 {wanted} 年的行；表中有 {have}。</translation>
    </message>
    <message>
        <source>No scheme of the fuel factors has a CO2 factor for {fuel} per {base}; give one of your own.</source>
        <translation>燃料因子的各方案中没有 {fuel} 以 {base} 计的 CO2 因子；请给出自己的因子。</translation>
    </message>
    <message>
        <source>No unit has a level that was asked for. Choose the field with the level (LEVEL) of the units, or other levels (LEVELS).</source>
        <translation>没有单元属于所选层级。请选择单元的层级字段（LEVEL），或改选其他层级（LEVELS）。</translation>
    </message>
    <message>
        <source>No unit has a neighbour; choose other neighbours.</source>
        <translation>没有任何单元有邻居；请改用其他邻接方式。</translation>
    </message>
    <message>
        <source>No unit has an emission above 0 and an area, so there is no mean to grade by.</source>
        <translation>没有排放大于 0 且有面积的单元，因此没有可用于分级的均值。</translation>
    </message>
    <message>
        <source>No unit of {layer} has a polygon to make a page of.</source>
        <translation>{layer} 中没有可成页的单元面。</translation>
    </message>
    <message>
        <source>No units were given: all land is counted as one unit, {unit}.</source>
        <translation>未给出单元：全部土地计为一个单元 {unit}。</translation>
    </message>
    <message>
        <source>None of the points of {points} lies in a unit of {units}. Check codes and CRS.</source>
        <translation>{points} 的点没有一个落在 {units} 的单元内。请检查代码和坐标系。</translation>
    </message>
    <message>
        <source>None of the pollutants {pollutants} has an equivalent value; choose another composite.</source>
        <translation>污染物 {pollutants} 都没有当量值；请改用其他综合方法。</translation>
    </message>
    <message>
        <source>Nothing could be compared: no unit has a value of its own beside values of its children, plans or parts. Check the fields INDICATOR, KIND and YEAR, and the hierarchy.</source>
        <translation>没有可比较的内容：没有单元既有自身数值，又有下级、规划或分项数值。请检查字段 INDICATOR、KIND、YEAR 及层级表。</translation>
    </message>
    <message>
        <source>Nothing in {layer} tells which legend it needs. Choose it in {name}.</source>
        <translation>无法由 {layer} 判断所需图例。请在 {name} 中选择。</translation>
    </message>
    <message>
        <source>Nothing is to be made: give a file in {output} or a folder in {folder}.</source>
        <translation>没有要生成的内容：请在 {output} 中给出文件，或在 {folder} 中给出文件夹。</translation>
    </message>
    <message>
        <source>Nothing is to be made: give a file in {output} or in {pdf}.</source>
        <translation>没有要生成的内容：请在 {output} 或 {pdf} 中给出文件。</translation>
    </message>
    <message>
        <source>Nothing to do: ask for the list or for an editable copy, or give a table to be checked.</source>
        <translation>无事可做：请要求列表或可编辑副本，或给出要检查的表。</translation>
    </message>
    <message>
        <source>Of a table with an item in each row (ITEM), choose one field with the amount.</source>
        <translation>每行一个项目的表（ITEM），请只选一个数量字段。</translation>
    </message>
    <message>
        <source>Only {count} cells exceed the standard; the threshold mode {mode} needs at least {needed}. Use the mode fixed.</source>
        <translation>只有 {count} 个像元超标；阈值方式 {mode} 至少需要 {needed} 个。请改用 fixed。</translation>
    </message>
    <message>
        <source>Only {count} criteria can be judged for {side}, but {needed} votes are needed. Give more fields, or ask for fewer votes.</source>
        <translation>{side} 只有 {count} 项判据可用，但需要 {needed} 票。请给出更多字段，或减少票数。</translation>
    </message>
    <message>
        <source>Only {count} units exceed the standard; the threshold mode {mode} needs at least {needed}. Use the mode fixed.</source>
        <translation>只有 {count} 个单元超标；阈值方式 {mode} 至少需要 {needed} 个。请改用 fixed。</translation>
    </message>
    <message>
        <source>Outdated itself: {input}.</source>
        <translation>上游已过时：{input}。</translation>
    </message>
    <message>
        <source>Pairs of estimates need a name for every row (NAME), each once for every quantity. Name them, or leave the table of pairs out.</source>
        <translation>两两比较需要每行有名称（NAME），且同一个量中不重复。请给出名称，或不输出两两比较表。</translation>
    </message>
    <message>
        <source>Parting by built-up land needs land use (INPUT or RASTER).</source>
        <translation>按建设用地分摊需要土地利用（INPUT 或 RASTER）。</translation>
    </message>
    <message>
        <source>Payments can be kept only for the scores of the register; leave INPUT empty.</source>
        <translation>只能为台账中的评分保存资金；请将 INPUT 留空。</translation>
    </message>
    <message>
        <source>Pieces need the carbon benchmark in t CO2e per ha. Type it in.</source>
        <translation>按图斑分类需要碳基准值（t CO2e/公顷）。请填入。</translation>
    </message>
    <message>
        <source>Planned sinks (PLAN_SINKS) need planned emissions (PLAN).</source>
        <translation>规划碳汇（PLAN_SINKS）需要规划排放（PLAN）。</translation>
    </message>
    <message>
        <source>Point sources name their unit; choose the unit code of the units (UNIT_CODE) too.</source>
        <translation>点源表指明了单元；请同时选择单元的代码字段（UNIT_CODE）。</translation>
    </message>
    <message>
        <source>Points and lines have no common borders; choose neighbours by distance or the nearest.</source>
        <translation>点和线没有公共边界；请按距离或最近邻确定邻居。</translation>
    </message>
    <message>
        <source>Polygons of {layer} overlap within the units by {area} ha, which are counted twice.</source>
        <translation>{layer} 的面在单元内重叠 {area} 公顷，被重复计算。</translation>
    </message>
    <message>
        <source>Population, GDP, energy and emission must be known and must not be negative.</source>
        <translation>人口、GDP、能源与排放必须已知且不得为负。</translation>
    </message>
    <message>
        <source>QGIS cannot open the table {table} of the register {place} as a layer.</source>
        <translation>QGIS 无法把台账 {place} 的 {table} 表作为图层打开。</translation>
    </message>
    <message>
        <source>QGIS knows no PostgreSQL connection called {name}; it knows {known}. Add it in the browser panel.</source>
        <translation>QGIS 中没有名为 {name} 的 PostgreSQL 连接；已有 {known}。请在浏览器面板中添加。</translation>
    </message>
    <message>
        <source>RAS fits parts; choose the field with the part (COMPONENT).</source>
        <translation>RAS 拟合分项，请选择分项字段（COMPONENT）。</translation>
    </message>
    <message>
        <source>Rasters that were aligned are shifted by up to half a cell: along borders of classes an apparent exchange raises gross gains and losses. The net change is hardly touched.</source>
        <translation>对齐的栅格最多错动半个像元：地类边界处的虚假互换会抬高总增加与总损失，净变化几乎不受影响。</translation>
    </message>
    <message>
        <source>Removal rates apply to activities; give their table (ACTIVITIES).</source>
        <translation>去除率用于活动，请给出活动表（ACTIVITIES）。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has a second space but no doubtful group; name the group in the column doubt.</source>
        <translation>{file} 第 {row} 行有备选空间却没有存疑类组；请在 doubt 列写明。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no code; fill it in.</source>
        <translation>{file} 第 {row} 行没有代码；请填写。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no known source; write where the limit comes from into the column source.</source>
        <translation>{file} 第 {row} 行没有已知来源；请在 source 列写明限值出处。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no known source; write where the set comes from into the column source.</source>
        <translation>{file} 第 {row} 行没有已知来源；请在 source 列写明标准集出处。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no limit; write the number or delete the row.</source>
        <translation>{file} 第 {row} 行没有限值；请填写数值或删除该行。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no source; write where the number comes from into the column source.</source>
        <translation>{file} 第 {row} 行没有来源；请在 source 列写明数值出处。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no value; write the number, or 1 into the column gap if it is not known.</source>
        <translation>{file} 第 {row} 行没有数值；请填写，若未知则在 gap 列填 1。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no {column}; fill it in.</source>
        <translation>{file} 第 {row} 行没有 {column}；请填写。</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no {column}; write 0 where there is no carbon.</source>
        <translation>{file} 第 {row} 行没有 {column}；没有碳时请填 0。</translation>
    </message>
    <message>
        <source>Row {row} of {file} is marked as a gap (gap = 1) but has a value; clear one of them.</source>
        <translation>{file} 第 {row} 行标为缺口（gap = 1）却有数值；请清除其一。</translation>
    </message>
    <message>
        <source>Row {row} of {file} names no pollutant; fill it in.</source>
        <translation>{file} 第 {row} 行没有写污染物；请填写。</translation>
    </message>
    <message>
        <source>Row {row} of {file} names the region {region}, which only the method regional can have.</source>
        <translation>{file} 第 {row} 行写了区域 {region}，只有 regional 方法才能有区域。</translation>
    </message>
    <message>
        <source>Row {row} of {file} names the source key {key}, which is not in the list of sources; write the source as text into the column source.</source>
        <translation>{file} 第 {row} 行的来源键 {key} 不在来源表中；请在 source 列用文字写明来源。</translation>
    </message>
    <message>
        <source>Row {row} of {file} repeats row {first}: both have scheme {scheme}, key {key}, parameter {parameter}, region {region} and year {year}. Delete one of them.</source>
        <translation>{file} 第 {row} 行与第 {first} 行重复：方案 {scheme}、键 {key}、参数 {parameter}、区域 {region}、年份 {year} 都相同。请删除其一。</translation>
    </message>
    <message>
        <source>Row {row} of {file} repeats the code {code} of row {first}. Delete one of them.</source>
        <translation>{file} 第 {row} 行与第 {first} 行的代码 {code} 重复，请删除其一。</translation>
    </message>
    <message>
        <source>Row {row} of {file} repeats the limit of row {first} ({limit}); delete one of them.</source>
        <translation>{file} 第 {row} 行重复了第 {first} 行的限值（{limit}）；请删除其一。</translation>
    </message>
    <message>
        <source>Row {row} of {file} repeats the region “{region}” of the set {set} (row {first}); delete one of them.</source>
        <translation>{file} 第 {row} 行重复了标准集 {set} 的区域“{region}”（第 {first} 行）；请删除其一。</translation>
    </message>
    <message>
        <source>Row {row} of {file} repeats the {column} {text} of row {first}; delete one of them.</source>
        <translation>{file} 第 {row} 行重复了第 {first} 行的 {column} {text}；请删除其一。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the carbon standard {value} does not fit the carbon mode {mode} (neutrality: 0; quota: 0 or above; duty: below 0).</source>
        <translation>{file} 第 {row} 行：碳标准 {value} 与碳标准模式 {mode} 不符（neutrality:0;quota：不小于 0;duty：小于 0）。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the colour is “{text}”; write it as #RRGGBB.</source>
        <translation>{file} 第 {row} 行：颜色为“{text}”；请写成 #RRGGBB。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the limit {limit} is not positive, so the exceedance needs a positive benchmark; fill in the column benchmark.</source>
        <translation>{file} 第 {row} 行：限值 {limit} 不大于 0，因此超标倍数需要正的基准值；请填写 benchmark 列。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the method {method} needs a value in the column {column}.</source>
        <translation>{file} 第 {row} 行：方法 {method} 需要在 {column} 列填值。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the pollution standard {standard} has no class “{text}”; it has {known}.</source>
        <translation>{file} 第 {row} 行：污染标准 {standard} 没有类别“{text}”；它有 {known}。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the unit of the carbon standard and benchmark is “{text}”; write an amount of carbon per area such as {example}. {reason}</source>
        <translation>{file} 第 {row} 行：碳标准与基准值的单位为“{text}”；请写单位面积的碳量，例如 {example}。{reason}</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the unit {unit} does not measure {parameter}; use a unit like {accepted}.</source>
        <translation>{file} 第 {row} 行：单位 {unit} 不能度量 {parameter}；请用类似 {accepted} 的单位。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the value {value} must lie between low {low} and high {high}.</source>
        <translation>{file} 第 {row} 行：数值 {value} 必须介于下限 {low} 与上限 {high} 之间。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: the year is “{text}”; write a year (2021), a period (2001-2010) or nothing.</source>
        <translation>{file} 第 {row} 行：年份为“{text}”；请写年份（2021）、时段（2001-2010）或留空。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: valid_from is “{text}”; write the date as 2016-01-01.</source>
        <translation>{file} 第 {row} 行：valid_from 为“{text}”；请写成 2016-01-01 的形式。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {code} is no carbon class; there are {known}.</source>
        <translation>{file} 第 {row} 行：{code} 不是碳地类；现有 {known}。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {column} cannot be negative, but is {value}.</source>
        <translation>{file} 第 {row} 行：{column} 不能为负，现为 {value}。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {column} is {value}; {wanted}.</source>
        <translation>{file} 第 {row} 行：{column} 为 {value}；{wanted}。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {column} is “{text}” but “{other}” in row {first} of the set {set}. Make them equal, or give the set another id.</source>
        <translation>{file} 第 {row} 行：{column} 为“{text}”，而标准集 {set} 第 {first} 行为“{other}”。请改为一致，或给该集另一个标识。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {column} is “{text}”, which is not a number.</source>
        <translation>{file} 第 {row} 行：{column} 为“{text}”，不是数字。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {column} is “{text}”; is {near} meant? Use one of {accepted}.</source>
        <translation>{file} 第 {row} 行：{column} 为“{text}”；是否指 {near}？可用：{accepted}。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {column} is “{text}”; use one of {accepted}, or nothing.</source>
        <translation>{file} 第 {row} 行：{column} 为“{text}”；请用 {accepted} 之一，或留空。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {column} is “{text}”; use one of {accepted}.</source>
        <translation>{file} 第 {row} 行：{column} 为“{text}”；请用 {accepted} 之一。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {column} is “{text}”; write a whole number from 0 up.</source>
        <translation>{file} 第 {row} 行：{column} 为“{text}”；请写不小于 0 的整数。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {parameter} cannot be negative, but the value is {value}.</source>
        <translation>{file} 第 {row} 行：{parameter} 不能为负，但数值为 {value}。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {parameter} is a fraction from 0 to 1, but the value is {value}.</source>
        <translation>{file} 第 {row} 行：{parameter} 是 0 到 1 的比例，但数值为 {value}。</translation>
    </message>
    <message>
        <source>Row {row} of {file}: {reason}</source>
        <translation>{file} 第 {row} 行：{reason}</translation>
    </message>
    <message>
        <source>Row {row} of {what}, {field}: {reason}</source>
        <translation>{what}第 {row} 行，{field}：{reason}</translation>
    </message>
    <message>
        <source>Row {row}: the report on the task {code} of {on} lies before its opening on {opened} or after {today}.</source>
        <translation>第 {row} 行：任务 {code} 在 {on} 的进展早于立项日 {opened} 或晚于 {today}。</translation>
    </message>
    <message>
        <source>Row {row}: the state {state} is not known; use {accepted}.</source>
        <translation>第 {row} 行：状态 {state} 无法识别，请使用 {accepted}。</translation>
    </message>
    <message>
        <source>Row {row}: the task {code} cannot go from {before} to {after}; allowed are {allowed}.</source>
        <translation>第 {row} 行：任务 {code} 不能由 {before} 变为 {after}；允许的变更为 {allowed}。</translation>
    </message>
    <message>
        <source>Row {row}: the task {code} goes from {before} to {after} without a new deadline that is still to come.</source>
        <translation>第 {row} 行：任务 {code} 由 {before} 变为 {after}，但没有尚未到期的新期限。</translation>
    </message>
    <message>
        <source>Row {row}: the task {code} goes from {before} to {after} without a result.</source>
        <translation>第 {row} 行：任务 {code} 由 {before} 变为 {after}，但没有填写结果。</translation>
    </message>
    <message>
        <source>Rows for the table {table} of the register lack the fields {fields}.</source>
        <translation>写入台账“{table}”表的行缺少字段 {fields}。</translation>
    </message>
    <message>
        <source>Say which indicator or pollutant is traced (ONLY); they cannot be added.</source>
        <translation>请指明追溯哪个指标或污染物（ONLY）；不同指标不能相加。</translation>
    </message>
    <message>
        <source>Scores of shares need indicators without negative values; use min-max.</source>
        <translation>份额得分要求指标没有负值；请改用极差标准化。</translation>
    </message>
    <message>
        <source>Several years were chosen, but no field of the year; choose the field YEAR, or the one year of the table.</source>
        <translation>选了多个年份却没有年份字段；请选择字段 YEAR，或指定表的唯一年份。</translation>
    </message>
    <message>
        <source>Sinks and core areas must be known, nowhere negative and not zero everywhere.</source>
        <translation>碳汇与核心区面积必须已知，不得为负，也不能全部为零。</translation>
    </message>
    <message>
        <source>Some links have no part of the water in {field}; fill it in for all.</source>
        <translation>有的连接在 {field} 中没有分流比例；请全部填写。</translation>
    </message>
    <message>
        <source>Some pollutants have a weight and others have none. Give every pollutant a weight.</source>
        <translation>有的污染物有权重，有的没有。请给每种污染物写权重。</translation>
    </message>
    <message>
        <source>Standards by year (BY_YEAR) belong to a long table with years and to standard sets; leave it off for fields of a layer and for capacities.</source>
        <translation>按年份选用标准（BY_YEAR）适用于带年份的长表和标准集；使用图层字段或容量表时请勿选择。</translation>
    </message>
    <message>
        <source>Standards by year need the year of every row; choose the field YEAR.</source>
        <translation>按年份选用标准需要每行的年份；请选择字段 YEAR。</translation>
    </message>
    <message>
        <source>Tables tell how much habitat there is, not where: gains and losses within a unit make up for each other, so losses are lower bounds. Polygons of both dates show them.</source>
        <translation>表格只说明生境有多少，不说明在哪里：单元内的增减相互抵消，损失只是下限。用两期图斑可如实反映。</translation>
    </message>
    <message>
        <source>Taken in then, not given now: {name}.</source>
        <translation>当时采用，现已不再提供：{name}。</translation>
    </message>
    <message>
        <source>The CRS {crs} of a register needs a code of EPSG or another authority. Choose such a one.</source>
        <translation>台账的坐标系 {crs} 须有 EPSG 等编号。请选择有编号的坐标系。</translation>
    </message>
    <message>
        <source>The JSON {file} of the package cannot be read ({reason}). It must lie beside the GeoPackage.</source>
        <translation>上报包的 JSON {file} 无法读取（{reason}）。它须与 GeoPackage 放在一起。</translation>
    </message>
    <message>
        <source>The NEP of {kind} is {value}; it must be above 0 (tC/ha a).</source>
        <translation>{kind} 的 NEP 为 {value}；须大于 0（tC/（公顷·年））。</translation>
    </message>
    <message>
        <source>The account has the years {first} to {last}, not {year} (REPORT_YEAR).</source>
        <translation>核算年份为 {first} 至 {last}，不含 {year}（REPORT_YEAR）。</translation>
    </message>
    <message>
        <source>The activity table has no rows to count.</source>
        <translation>活动表中没有可计算的行。</translation>
    </message>
    <message>
        <source>The activity {activity} is not known{hint}. Write a key or name of the factor tables, or add it to a factor table of your own.</source>
        <translation>活动 {activity} 未知{hint}。请写因子表中的键或名称，或把它加入自己的因子表。</translation>
    </message>
    <message>
        <source>The adjustments leave nothing to be paid; lower the largest adjustment.</source>
        <translation>增减之后没有可分配的资金，请降低最大增减幅度。</translation>
    </message>
    <message>
        <source>The allocation needs a value for every unit; rows without one: {rows}.</source>
        <translation>分配需要每个单元都有值；缺值的行：{rows}。</translation>
    </message>
    <message>
        <source>The amounts of {pollutant} in “{unit}” (rows: {rows}) cannot be used: {reason} Accepted for it are units like {accepted}.</source>
        <translation>{pollutant} 以“{unit}”计的数量（行：{rows}）无法使用：{reason} 可用的单位如 {accepted}。</translation>
    </message>
    <message>
        <source>The announcements give no electricity factor for {place}; give one of your own.</source>
        <translation>公告中没有 {place} 的电力因子；请给出自己的因子。</translation>
    </message>
    <message>
        <source>The areas of {layer} are not known, so that measures by area are empty; choose a field with the area in ha.</source>
        <translation>{layer} 的面积未知，因此按面积的指标为空；请选择以公顷为单位的面积字段。</translation>
    </message>
    <message>
        <source>The background of {name} is {value}; as a number it is a share of the quota between 0 and 1. For amounts choose a field of the units.</source>
        <translation>{name} 的背景为 {value}；写成数时应是占配额的比例，在 0～1 之间。若为数量，请选用单元图层的字段。</translation>
    </message>
    <message>
        <source>The basis of an allocation must not be negative, nor zero everywhere.</source>
        <translation>分配的依据不得为负，也不能全部为零。</translation>
    </message>
    <message>
        <source>The basis {basis} of the standard is not known; choose one of {known}.</source>
        <translation>标准的依据 {basis} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The benchmark rule needs the output of the points, and a benchmark.</source>
        <translation>基准效率规则需要各点的产出和基准。</translation>
    </message>
    <message>
        <source>The borders were not smoothed: {count} units would have broken.</source>
        <translation>边界未作平滑：否则 {count} 个单元会断开。</translation>
    </message>
    <message>
        <source>The bounds are {low} and {high} of the present emission; the lower must be 0 or above, and not above the upper.</source>
        <translation>上下限为现状排放的 {low} 倍和 {high} 倍；下限应不小于 0，且不大于上限。</translation>
    </message>
    <message>
        <source>The carbon benchmark {benchmark} comes from {known} of {count} units; the others have no net emission or no denominator. With them it would be another, and every exceedance with it. Complete the accounts, or give the benchmark.</source>
        <translation>碳基准值 {benchmark} 由 {count} 个单元中的 {known} 个算得；其余单元没有净排放或分母。若补齐，基准值及所有超标倍数都会改变。请补齐核算，或直接给定基准值。</translation>
    </message>
    <message>
        <source>The carbon densities have no scheme {scheme} with land classes; there are {schemes}.</source>
        <translation>碳密度表没有含地类的方案 {scheme}；现有 {schemes}。</translation>
    </message>
    <message>
        <source>The carbon densities {scheme} have none for {classes}. Choose another set or a table of your own, or go on without them or with zero.</source>
        <translation>碳密度方案 {scheme} 没有以下地类的密度：{classes}。请选择其他方案或自备表，或将其略去或取零继续。</translation>
    </message>
    <message>
        <source>The carbon mode {mode} is not known; choose one of {known}.</source>
        <translation>碳标准模式 {mode} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The carbon standard of the classes differs from unit to unit; pieces need one standard.</source>
        <translation>各单元的碳标准不同；按图斑分类需要统一的标准。</translation>
    </message>
    <message>
        <source>The carbon standard of the classes is a total of the unit; pieces need one per ha.</source>
        <translation>类别图层的碳标准是单元总量；按图斑分类需要每公顷的标准。</translation>
    </message>
    <message>
        <source>The carbon standard of the classes is per {name}; pieces need one per ha.</source>
        <translation>类别图层的碳标准按 {name} 计；按图斑分类需要每公顷的标准。</translation>
    </message>
    <message>
        <source>The carbon standard {value} does not fit the mode {mode}: a quota is 0 or above, a duty below 0.</source>
        <translation>碳标准 {value} 与模式 {mode} 不符：配额不小于 0，净汇任务小于 0。</translation>
    </message>
    <message>
        <source>The changes of {units} have no share, and no polygon tells it by area. Give the shares, or a layer with polygons of the new units for a register that has those of the old.</source>
        <translation>{units} 的变更没有比例，也没有可据以按面积计算的图斑。请给出比例，或在台账已有原单元图斑时给出新单元的图斑图层。</translation>
    </message>
    <message>
        <source>The chosen units have {count} tops ({codes}); name the one whose targets go down ({name}).</source>
        <translation>所选单元有 {count} 个顶层单元（{codes}）；请指定由哪一个向下分解目标（{name}）。</translation>
    </message>
    <message>
        <source>The class table {file} has no rows.</source>
        <translation>类别表 {file} 没有数据行。</translation>
    </message>
    <message>
        <source>The class {code} with the weight {weight} cannot be: codes are whole numbers that occur once, weights are 0 or above.</source>
        <translation>类 {code} 的权重 {weight} 无效：代码须为不重复的整数，权重须不小于 0。</translation>
    </message>
    <message>
        <source>The classes were judged by a standard set, which cannot be used again for pieces.</source>
        <translation>该分类依据标准集判定，不能再用于图斑。</translation>
    </message>
    <message>
        <source>The codes are translated from {scheme} into itself. Choose two classifications.</source>
        <translation>代码由 {scheme} 转换到其自身。请选择两个不同的分类体系。</translation>
    </message>
    <message>
        <source>The codes in the field {field} of {layer} do not tell the land-use scheme; it may be {schemes}. Choose it.</source>
        <translation>{layer} 字段 {field} 的代码无法判断地类体系；可能是 {schemes}。请选择。</translation>
    </message>
    <message>
        <source>The codes of {count} units name no province ({codes}); national factors are used where there are any. Choose the province of the factors.</source>
        <translation>{count} 个单元的代码未指明省份（{codes}）；有全国因子的采用全国因子。请选择因子所属省份。</translation>
    </message>
    <message>
        <source>The codes {codes} of the pool table are no whole numbers, so that no raster can hold them.</source>
        <translation>碳库表的代码 {codes} 不是整数，栅格无法存储。</translation>
    </message>
    <message>
        <source>The comparison matrix is not reciprocal: row {row}, column {column} must be 1 over row {column}, column {row}.</source>
        <translation>判断矩阵不互反：第 {row} 行第 {column} 列必须等于第 {column} 行第 {row} 列的倒数。</translation>
    </message>
    <message>
        <source>The comparison matrix must be square, with 1 to 10 rows.</source>
        <translation>判断矩阵必须是 1 至 10 行的方阵。</translation>
    </message>
    <message>
        <source>The comparison of {first} with {second} ({times}) cannot be used: compare two different indicators ({names}) by a number above 0.</source>
        <translation>{first} 与 {second} 的比较（{times}）无法使用：请用大于 0 的数比较两个不同的指标（{names}）。</translation>
    </message>
    <message>
        <source>The comparisons contradict each other: the consistency ratio is {ratio}, it should be below 0.1. Look at them again.</source>
        <translation>两两比较相互矛盾：一致性比率为 {ratio}，应小于 0.1。请重新核对。</translation>
    </message>
    <message>
        <source>The comparisons weigh {found} indicators, but there are {count}.</source>
        <translation>比较涉及 {found} 个指标，而实际有 {count} 个。</translation>
    </message>
    <message>
        <source>The composite method {method} is not known; choose one of {known}.</source>
        <translation>综合方法 {method} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The control layer {layer} touches nothing of the land use. Check its CRS and its place.</source>
        <translation>控制线图层 {layer} 与土地利用没有任何接触。请检查其坐标系与位置。</translation>
    </message>
    <message>
        <source>The convention crimestat needs at least 3 points.</source>
        <translation>crimestat 约定至少需要 3 个点。</translation>
    </message>
    <message>
        <source>The convention {name} is not known; choose one of {known}.</source>
        <translation>约定 {name} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The convention {name} needs at least {least} points, but these groups have fewer: {groups}. Choose another convention or join groups.</source>
        <translation>约定 {name} 至少需要 {least} 个点，而这些分组不足：{groups}。请改用其他约定或合并分组。</translation>
    </message>
    <message>
        <source>The coordinates of the layer cannot be transformed ({reason}). Check its CRS.</source>
        <translation>图层坐标无法转换（{reason}）。请检查其坐标系。</translation>
    </message>
    <message>
        <source>The coordinates of the layer do not fit its CRS {crs}. Check the CRS.</source>
        <translation>图层坐标与其坐标系 {crs} 不符。请检查坐标系。</translation>
    </message>
    <message>
        <source>The coordinates of {layer} look like degrees, but its CRS {crs} is in metres, so its areas may mean nothing. Check the CRS.</source>
        <translation>{layer} 的坐标看起来是经纬度，但其坐标系 {crs} 以米为单位，面积可能没有意义。请检查坐标系。</translation>
    </message>
    <message>
        <source>The correction {name} is not known; choose one of {known}.</source>
        <translation>校正方法 {name} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The correlation is {value}; it lies between -1 and 1.</source>
        <translation>相关系数为 {value}；它应介于 -1 与 1 之间。</translation>
    </message>
    <message>
        <source>The database of the register {place} cannot be reached, or the connection was lost ({reason}). Nothing was written. Look at the connection and run again.</source>
        <translation>台账 {place} 的数据库无法连接，或连接已中断（{reason}）。没有写入任何内容。请检查连接后重新运行。</translation>
    </message>
    <message>
        <source>The database of {place} has no PostGIS. Let its administrator run CREATE EXTENSION postgis, start QGIS again, and repeat this.</source>
        <translation>{place} 的数据库没有 PostGIS。请管理员执行 CREATE EXTENSION postgis，重启 QGIS 后再运行。</translation>
    </message>
    <message>
        <source>The delivery ratio is {value}; it is a share from 0 to 1.</source>
        <translation>入河系数为 {value}，应为 0～1 的比例。</translation>
    </message>
    <message>
        <source>The directions {words} are not known; an indicator is a ceiling or a floor.</source>
        <translation>方向 {words} 未知；指标只能是上限（ceiling）或下限（floor）。</translation>
    </message>
    <message>
        <source>The disk of the register {place} is full or cannot be written ({reason}). Nothing was written; the register is as it was. Make room and run again.</source>
        <translation>台账 {place} 所在磁盘已满或不能写入（{reason}）。没有写入任何内容，台账保持原样。请腾出空间后重新运行。</translation>
    </message>
    <message>
        <source>The distance must be above 0; leave it empty for the smallest that fits.</source>
        <translation>距离必须大于 0；留空则取可行的最小距离。</translation>
    </message>
    <message>
        <source>The distribution {name} is not known; choose one of {known}.</source>
        <translation>分布 {name} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The disturbed area of {count} rows is larger than the stand itself (rows {rows}); both are ha.</source>
        <translation>{count} 行的受干扰面积大于林分本身的面积（行：{rows}）；两者均以 ha 计。</translation>
    </message>
    <message>
        <source>The electricity factors of {place} begin in {first}, after {year}. Choose a later year, or for back-casting give a factor of the scheme NDRC_OLD.</source>
        <translation>{place} 的电力因子始于 {first} 年，晚于 {year} 年。请选择更晚的年份，或为回溯给出 NDRC_OLD 方案的因子。</translation>
    </message>
    <message>
        <source>The ellipsoid {ellipsoid} of the coordinate reference system is not known to QGIS, so that degrees cannot become areas. Choose another coordinate reference system.</source>
        <translation>QGIS 不认识该坐标系的椭球 {ellipsoid}，无法由经纬度求面积。请选择其他坐标系。</translation>
    </message>
    <message>
        <source>The equivalent value of {key} in the table {table} has no medium; write air or water into the column medium.</source>
        <translation>表 {table} 中 {key} 的当量值没有介质；请在 medium 列写 air 或 water。</translation>
    </message>
    <message>
        <source>The estimates have different units ({units}); convert them first.</source>
        <translation>各估算的单位不同（{units}）；请先换算。</translation>
    </message>
    <message>
        <source>The factor table {file} has no rows.</source>
        <translation>因子表 {file} 没有数据行。</translation>
    </message>
    <message>
        <source>The factor table {table} ({scheme}) has no greenhouse-gas factor for {activity} per {base}.</source>
        <translation>因子表 {table}（{scheme}）没有 {activity} 以 {base} 计的温室气体因子。</translation>
    </message>
    <message>
        <source>The factor table {table} gives {parameter} of {key} in several schemes ({schemes}). Keep one.</source>
        <translation>因子表 {table} 在多个方案（{schemes}）中给出 {key} 的 {parameter}。请只保留一个。</translation>
    </message>
    <message>
        <source>The factor table {table} has no equivalent values of the scheme {scheme}; it has the schemes {schemes}.</source>
        <translation>因子表 {table} 没有方案 {scheme} 的当量值；现有方案：{schemes}。</translation>
    </message>
    <message>
        <source>The factor table {table} has no scheme {scheme}; it has {schemes}.</source>
        <translation>因子表 {table} 没有方案 {scheme}；现有 {schemes}。</translation>
    </message>
    <message>
        <source>The factor table {table} has no value for {asked}: {notes} Give a value of your own.</source>
        <translation>因子表 {table} 没有 {asked} 的数值：{notes} 请给出自己的数值。</translation>
    </message>
    <message>
        <source>The factor table {table} has nothing for {asked}; it has {available}.</source>
        <translation>因子表 {table} 没有 {asked}；现有 {available}。</translation>
    </message>
    <message>
        <source>The factor table {table} has {count} values for {asked}: {values}. Name the region or year.</source>
        <translation>因子表 {table} 对 {asked} 有 {count} 个值：{values}。请指明区域或年份。</translation>
    </message>
    <message>
        <source>The factors of {activity} need a column group with one of {groups}.</source>
        <translation>{activity} 的因子需要 group 列，取值为 {groups} 之一。</translation>
    </message>
    <message>
        <source>The field {field} holds {count} cells that are no numbers (row: cell): {rows}.</source>
        <translation>字段 {field} 有 {count} 个不是数字的内容（行：内容）：{rows}。</translation>
    </message>
    <message>
        <source>The field {field} holds {count} texts that are no years (row: text): {rows}. Write years such as 2024.</source>
        <translation>字段 {field} 有 {count} 处文字不是年份（行：文字）：{rows}。请写 2024 这样的年份。</translation>
    </message>
    <message>
        <source>The field {field} is compared with itself. Choose two fields of {layer}.</source>
        <translation>字段 {field} 与自身比较。请选择 {layer} 的两个字段。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} does not name the units: {count} of them have several names ({units}). Codes are shown instead. Choose the field with the name of the unit in {parameter}, or empty it.</source>
        <translation>{layer} 的字段 {field} 不是单元名称：{count} 个单元各有多个名称（{units}）。改为显示代码。请在 {parameter} 中选择单元名称字段，或留空。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} has kinds of values that are not known: {kinds}. Use {accepted}.</source>
        <translation>{layer}的字段 {field} 有无法识别的数值类型：{kinds}。请使用 {accepted}。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} has no value at all; its sums are empty.</source>
        <translation>{layer} 的字段 {field} 全无数值，其合计为空。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} has the same value in all pieces of {count} units, large and small ({units}): it is probably a total of the whole unit, which counts once for each piece here. Share it out by area first, as the sub-zones do, or leave it out.</source>
        <translation>{layer} 的字段 {field} 在 {count} 个单元的大小图斑中数值都相同（{units}）：它很可能是整个单元的总量，在此会按图斑重复计入。请先按面积分摊（管治亚区划分即如此），或不选该字段。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds codes that are not known: {codes}{more}. Known are {known}.</source>
        <translation>{layer} 的字段 {field} 有未知代码：{codes}{more}。已知代码为 {known}。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds values that are no classes (units): {codes}{more}. Classes are {known}, their names, or 0 to 6. Choose another field or correct the values.</source>
        <translation>{layer} 的字段 {field} 有不是类别的值（单元）：{codes}{more}。类别为 {known}、其名称或 0 至 6。请选择其他字段或更正数值。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds {count} states that are not known: {names}. Known are {known}.</source>
        <translation>{layer} 的字段 {field} 有 {count} 种未知状态：{names}。已知的有{known}。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds {count} texts that are no numbers (feature: text): {rows}. Correct them or choose another field.</source>
        <translation>{layer} 的字段 {field} 有 {count} 处文字不是数字（要素：文字）：{rows}。请更正或选择其他字段。</translation>
    </message>
    <message>
        <source>The field {field} of {layer} says {names}, but not how strong the impact is, which decides how much carbon is given off. Write one of {known}.</source>
        <translation>{layer} 的字段 {field} 只写了{names}，没有写明强度，而强度决定碳排放多少。请写明以下之一：{known}。</translation>
    </message>
    <message>
        <source>The field {field} of {table} has words that are not of its list: {words}. Use one of {accepted}.</source>
        <translation>{table}的字段 {field} 中有不在值列表中的词：{words}。请用 {accepted} 之一。</translation>
    </message>
    <message>
        <source>The field {field} stands twice in the table of uncertainties.</source>
        <translation>字段 {field} 在不确定性表中出现两次。</translation>
    </message>
    <message>
        <source>The fields {fields} do not name one year each. Name them like net_2015, net_2020.</source>
        <translation>字段 {fields} 没有各自标明一个年份。请命名为 net_2015、net_2020 之类。</translation>
    </message>
    <message>
        <source>The fields {fields} hold texts, which cannot be shared. Choose numeric fields.</source>
        <translation>字段 {fields} 是文字，无法分摊。请选择数值字段。</translation>
    </message>
    <message>
        <source>The fields {fields} hold the same pollutant {pollutant}; choose one of them.</source>
        <translation>字段 {fields} 是同一种污染物 {pollutant}；请只选一个。</translation>
    </message>
    <message>
        <source>The file {file} ({parameter}) cannot be read as a raster ({reason}). Copy it anew, or choose another one.</source>
        <translation>文件 {file}（{parameter}）无法作为栅格读取（{reason}）。请重新复制，或另选文件。</translation>
    </message>
    <message>
        <source>The file {file} does not exist.</source>
        <translation>文件 {file} 不存在。</translation>
    </message>
    <message>
        <source>The file {place} exists already; a register never takes the place of another. Choose another name, or let it be brought up to date.</source>
        <translation>文件 {place} 已存在；台账不会覆盖其他文件。请另取名称，或将其升级。</translation>
    </message>
    <message>
        <source>The first row of the sheet {layer} does not give every column a name of its own; delete titles above the header row, and name every column.</source>
        <translation>工作表 {layer} 的首行没有为每一列给出各自的名称；请删除表头上方的标题行，并为每列命名。</translation>
    </message>
    <message>
        <source>The flow directions run in a circle below {count} sources: {sources}. Mend the raster (fill sinks) to follow their water to the end.</source>
        <translation>流向在 {count} 个源的下游成环：{sources}。请修正栅格（填洼），以便沿水流到终点。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({reason}). Choose another place.</source>
        <translation>无法建立文件夹 {folder}（{reason}）。请另选位置。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written. Choose another place for the output.</source>
        <translation>文件夹 {folder} 不可写。请为输出另选位置。</translation>
    </message>
    <message>
        <source>The folder {folder} of the output cannot be written ({reason}). Choose another place.</source>
        <translation>输出文件夹 {folder} 无法写入（{reason}）。请另选位置。</translation>
    </message>
    <message>
        <source>The folder {folder} of the output cannot exist, because {file} is a file. Choose another place.</source>
        <translation>输出文件夹 {folder} 无法存在，因为 {file} 是文件。请另选位置。</translation>
    </message>
    <message>
        <source>The folder {folder} of the output does not exist. Create it first.</source>
        <translation>输出文件夹 {folder} 不存在。请先创建。</translation>
    </message>
    <message>
        <source>The footprint needs the areas of forest and of grassland; choose FOREST_AREA and GRASS_AREA.</source>
        <translation>碳足迹需要林地和草地的面积；请选择 FOREST_AREA 和 GRASS_AREA。</translation>
    </message>
    <message>
        <source>The forms of the tables {tables} could not be kept in the register {place}; they open without aliases and lists.</source>
        <translation>{tables} 表的表单未能存入台账 {place}；打开时没有别名和值列表。</translation>
    </message>
    <message>
        <source>The fuel factors have no CO2 factor for the key heat; add one per GJ.</source>
        <translation>燃料因子中没有键 heat 的 CO2 因子；请添加以 GJ 计的因子。</translation>
    </message>
    <message>
        <source>The fuel factors {scheme} have no CO2 factor for {fuel} per {base}; {able} have one.</source>
        <translation>燃料因子 {scheme} 没有 {fuel} 以 {base} 计的 CO2 因子；有该因子的方案：{able}。</translation>
    </message>
    <message>
        <source>The fuel factors {scheme} have no calorific value, carbon content and oxidation for {fuel} per {base}; choose another set.</source>
        <translation>燃料因子 {scheme} 没有 {fuel} 以 {base} 计的热值、含碳量与氧化率；请选择其他方案。</translation>
    </message>
    <message>
        <source>The fund must be above 0, the pass mark at least 0 and below 1 (100 %), and the largest adjustment between 0 and 1.</source>
        <translation>资金总额须大于 0，合格线须不小于 0 且小于 1（100 %），最大增减幅度须在 0～1 之间。</translation>
    </message>
    <message>
        <source>The gap of {unit} has no cause among its parts: none of them got worse.</source>
        <translation>{unit} 的缺口在其各部分中找不到原因：没有一项变差。</translation>
    </message>
    <message>
        <source>The general G needs values of 0 or above; {count} are negative. Use Moran's I.</source>
        <translation>全局 G 统计量要求数值不小于 0；有 {count} 个为负。请改用莫兰指数。</translation>
    </message>
    <message>
        <source>The harvest has the years {years}; choose one (HARVEST_YEARS).</source>
        <translation>养殖产量表有 {years} 多个年份，请选择其一（HARVEST_YEARS）。</translation>
    </message>
    <message>
        <source>The indicator {code} stands twice in the table of settings.</source>
        <translation>指标 {code} 在设定表中出现两次。</translation>
    </message>
    <message>
        <source>The indicator {indicator} names the field {field}, which {layer} does not have.</source>
        <translation>指标 {indicator} 所列字段 {field} 在 {layer} 中不存在。</translation>
    </message>
    <message>
        <source>The indicator {indicator} needs the total of the top, or its intensity.</source>
        <translation>指标 {indicator} 需要顶层总量或顶层强度。</translation>
    </message>
    <message>
        <source>The indicator {indicator} needs the total of the top, or its intensity; with the year (YEAR) the register tells it.</source>
        <translation>指标 {indicator} 需要顶层单元的总量或强度；给出年份（YEAR）后可由台账取得。</translation>
    </message>
    <message>
        <source>The indicators must be known for every unit, and there must be at least two units.</source>
        <translation>每个单元的指标都必须已知，且至少有两个单元。</translation>
    </message>
    <message>
        <source>The indicators {names} have no good side by the list; they are not judged. Give them a direction (INDICATORS).</source>
        <translation>按指标表，指标 {names} 没有优劣方向，不予评价。请给出方向（INDICATORS）。</translation>
    </message>
    <message>
        <source>The input has fields that this step computes anew, with other values; the new values have these names now, and those of the input are kept under others: {fields}.</source>
        <translation>输入中有本步骤重新计算的字段，且数值不同；这些名称现在存放新值，输入的原值改名保留：{fields}。</translation>
    </message>
    <message>
        <source>The input layer changed during the run. Run again.</source>
        <translation>运行期间输入图层发生变化。请重新运行。</translation>
    </message>
    <message>
        <source>The interval of {count} units holds zero: whether they are a source or a sink is open. Read their limits, not a percentage.</source>
        <translation>{count} 个单元的区间含零，是源是汇尚无定论。请看上下限，不看百分比。</translation>
    </message>
    <message>
        <source>The kind {kind} of an indicator is not known; choose one of {known}.</source>
        <translation>指标类型 {kind} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The land-use coefficients have no scheme {scheme}; there are {schemes}.</source>
        <translation>土地利用系数没有方案 {scheme}；现有 {schemes}。</translation>
    </message>
    <message>
        <source>The land-use scheme {scheme} does not know these codes: {codes}{more}. Choose another scheme, or add them to a class table of your own.</source>
        <translation>地类体系 {scheme} 不认识这些代码：{codes}{more}。请选择其他体系，或把它们加入自己的类别表。</translation>
    </message>
    <message>
        <source>The land-use scheme {scheme} does not know {count} codes of {layer} (features, area): {codes}{more}. Choose another scheme, add them to a class table of your own, or go on without data for them (parameter {parameter}).</source>
        <translation>地类体系 {scheme} 不认识 {layer} 的 {count} 个代码（要素数、面积）：{codes}{more}。请选择其他体系，把它们加入自己的类别表，或选择把它们按无数据继续（参数 {parameter}）。</translation>
    </message>
    <message>
        <source>The land-use scheme {scheme} does not know {count} values of the raster {name} (cells, area): {codes}{more}. Choose another scheme, add them to a class table of your own, name the NoData value, or go on without data for them (parameter {parameter}).</source>
        <translation>地类体系 {scheme} 不认识栅格 {name} 的 {count} 个值（像元数、面积）：{codes}{more}。请选择其他体系，把它们加入自己的类别表，指明无数据值，或选择按无数据继续（参数 {parameter}）。</translation>
    </message>
    <message>
        <source>The land-use scheme {scheme} has no raster values. Choose the legend of the raster {name}.</source>
        <translation>地类体系 {scheme} 没有栅格值。请选择栅格 {name} 的图例体系。</translation>
    </message>
    <message>
        <source>The last year {last} lies before the habitats of {year}.</source>
        <translation>最后一年 {last} 早于 {year} 年的生境。</translation>
    </message>
    <message>
        <source>The later habitats need a year (LATER_YEAR) after {year}.</source>
        <translation>后期生境的年份（LATER_YEAR）须晚于 {year} 年。</translation>
    </message>
    <message>
        <source>The layer in {crs} spans too much of the globe for distances in one plane. Reproject it to a projected CRS that suits its area; neighbours by common borders work in any CRS.</source>
        <translation>坐标系为 {crs} 的图层跨度过大，无法在同一平面内量距。请重投影到适合其范围的投影坐标系；公共边界邻接适用于任何坐标系。</translation>
    </message>
    <message>
        <source>The layer of {label} ({name}) cannot be loaded.</source>
        <translation>无法加载{label}的图层（{name}）。</translation>
    </message>
    <message>
        <source>The layer {layer} cannot be read.</source>
        <translation>图层 {layer} 无法读取。</translation>
    </message>
    <message>
        <source>The layer {layer} could not be written into the package ({reason}).</source>
        <translation>图层 {layer} 未能写入数据包（{reason}）。</translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system, which a map needs. Set it.</source>
        <translation>图层 {layer} 没有坐标参照系，而制图需要它。请先设置。</translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system, which areas and overlays need. Set it.</source>
        <translation>图层 {layer} 没有坐标系，而面积与叠加需要它。请设置坐标系。</translation>
    </message>
    <message>
        <source>The layer {layer} has no coordinate reference system, which its units need in the register. Set it.</source>
        <translation>图层 {layer} 没有坐标参考系，写入台账的单元需要它。请设置。</translation>
    </message>
    <message>
        <source>The layer {layer} has no features.</source>
        <translation>图层 {layer} 没有要素。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field for a summary by {by}. Choose it.</source>
        <translation>图层 {layer} 没有可按 {by} 汇总的字段。请选择。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field that is known to hold land-use codes. Choose it; the fields are: {fields}.</source>
        <translation>图层 {layer} 没有已知存放地类代码的字段。请选择；其字段为：{fields}。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field with a class, a space or a sub-zone. Choose it.</source>
        <translation>图层 {layer} 没有类别、空间或亚区字段。请选择。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field with {what}, which the report is about. Give the output of {algorithm}.</source>
        <translation>图层 {layer} 没有报告所需的 {what} 字段。请给出 {algorithm} 的结果。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {fields} for this legend. Choose another legend, or the field in {name}.</source>
        <translation>图层 {layer} 没有该图例所需的字段 {fields}。请改选图例，或在 {name} 中选择字段。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field}.</source>
        <translation>图层 {layer} 没有字段 {field}。</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field}. Choose the one for the parameter {name} ({label}). {hint}</source>
        <translation>图层 {layer} 没有字段 {field}。请为参数 {name}（{label}）选择字段。{hint}</translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field}; the table of capacities needs the same field names as the table of loads.</source>
        <translation>图层 {layer} 没有字段 {field}；能力表的字段名必须与负荷表相同。</translation>
    </message>
    <message>
        <source>The layer {layer} has no points.</source>
        <translation>图层 {layer} 没有点。</translation>
    </message>
    <message>
        <source>The layer {layer} has no polygons.</source>
        <translation>图层 {layer} 没有面。</translation>
    </message>
    <message>
        <source>The layer {layer} has no row with both an industry and a unit.</source>
        <translation>图层 {layer} 没有同时具有行业和单元的行。</translation>
    </message>
    <message>
        <source>The layer {layer} has {count} features without a polygon (feature ids: {ids}). Delete them, or choose to repair.</source>
        <translation>图层 {layer} 有 {count} 个要素没有面（要素号：{ids}）。请删除，或选择修复。</translation>
    </message>
    <message>
        <source>The layer {layer} has {count} invalid polygons (feature ids: {ids}), whose areas cannot be trusted. Mend them (Fix geometries), or choose a field with the area.</source>
        <translation>图层 {layer} 有 {count} 个无效面（要素号：{ids}），其面积不可信。请修正（“修正几何图形”），或选择面积字段。</translation>
    </message>
    <message>
        <source>The layer {layer} has {count} invalid polygons (feature ids: {ids}). Mend them, or choose to repair them.</source>
        <translation>图层 {layer} 有 {count} 个无效面（要素号：{ids}）。请修正，或选择修复。</translation>
    </message>
    <message>
        <source>The least Gini coefficients of {count} units against {bases} bases would take too long. Use another method, or fewer bases.</source>
        <translation>{count} 个单元、{bases} 个依据的基尼系数最小化耗时过长。请改用其他方法或减少依据。</translation>
    </message>
    <message>
        <source>The legend {scheme} does not know {count} values of the raster {name} (cells, area): {codes}{more}. Choose another legend, or go on without a space for them (parameter {parameter}).</source>
        <translation>图例体系 {scheme} 不认识栅格 {name} 的 {count} 个值（像元数、面积）：{codes}{more}。请选择其他体系，或按无空间继续（参数 {parameter}）。</translation>
    </message>
    <message>
        <source>The level of significance must lie between 0 and 1, not be {value}.</source>
        <translation>显著性水平必须在 0 与 1 之间，而不是 {value}。</translation>
    </message>
    <message>
        <source>The level {level} is none; write 1 for the children of the top, 2 below them.</source>
        <translation>层级 {level} 无效；顶层的下级写 1，再下一级写 2。</translation>
    </message>
    <message>
        <source>The limit of {pollutant} in {standard} is one that values must not fall below. Compute q_p with the pollution index and choose its field.</source>
        <translation>{standard} 中 {pollutant} 的限值是不得低于的下限。请用“污染指数”计算 q_p 并选择其字段。</translation>
    </message>
    <message>
        <source>The limits of the grades must be {count} numbers that descend, such as 90, 80, 60.</source>
        <translation>等级界限须为 {count} 个递减的数，如 90、80、60。</translation>
    </message>
    <message>
        <source>The links run in a circle, at these nodes or above them: {nodes}. Correct the links.</source>
        <translation>连接在这些节点或其上游成环：{nodes}。请更正连接。</translation>
    </message>
    <message>
        <source>The lists are derived from national classes of industries and are a proposal; provincial catalogues and admission lists differ and overrule. Edit the rules.</source>
        <translation>清单由全国行业分类推导，仅为建议；省级名录和准入清单与此不同时以省级为准，请修改规则。</translation>
    </message>
    <message>
        <source>The log of the register {place} is only ever added to ({reason}). Nothing was written.</source>
        <translation>台账 {place} 的日志只增不改（{reason}）。没有写入任何内容。</translation>
    </message>
    <message>
        <source>The lower bound is above the upper bound in {count} units (first rows: {rows}).</source>
        <translation>{count} 个单元的下界高于上界（首几行：{rows}）。</translation>
    </message>
    <message>
        <source>The lower bound is above the upper one in {count} children of {parents}; the first is {low} &gt; {high}. Widen the bounds.</source>
        <translation>{parents} 的 {count} 个下级下限高于上限，第一个为 {low} &gt; {high}。请放宽上下限。</translation>
    </message>
    <message>
        <source>The lower bounds add up to {sum}, {gap} more than the {total} to be shared. Lower them.</source>
        <translation>下界合计 {sum}，比要分配的 {total} 多 {gap}。请降低下界。</translation>
    </message>
    <message>
        <source>The magnitude {rule} is one in {unit}, which {above} over {below} is not: {reason}</source>
        <translation>量级 {rule} 的单位为 {unit}，而 {above} 除以 {below} 不是：{reason}</translation>
    </message>
    <message>
        <source>The map needs the layer of the units; give it in UNITS.</source>
        <translation>地图需要单元图层，请在 UNITS 中给出。</translation>
    </message>
    <message>
        <source>The map shows a place in China and names no map review. Boundaries are not authoritative; before such a map is published in China it must be reviewed (Regulation on Map Management, State Council decree 664 of 2015) and bear its approval number (审图号); give it in {name} ({label}).</source>
        <translation>本图涉及中国境内且未注明审图号。图上界线不作为划界依据；此类地图在中国境内公开前须依法送审（《地图管理条例》，国务院令第 664 号，2015 年）并标注审图号；请填入 {name}（{label}）。</translation>
    </message>
    <message>
        <source>The map {path} could not be written ({reason}). Choose another place or format.</source>
        <translation>图件 {path} 无法写入（{reason}）。请另选位置或格式。</translation>
    </message>
    <message>
        <source>The map {path} has no known format. End its name with one of {known}.</source>
        <translation>地图 {path} 的格式不识别。文件名请以 {known} 之一结尾。</translation>
    </message>
    <message>
        <source>The maps show a place in China. Boundaries are not authoritative; before such maps are published in China they must be reviewed (Regulation on Map Management, State Council decree 664 of 2015) and bear their approval number (审图号).</source>
        <translation>图件涉及中国境内。图上界线不作为划界依据；此类地图在中国境内公开前须依法送审（《地图管理条例》，国务院令第 664 号，2015 年）并标注审图号。</translation>
    </message>
    <message>
        <source>The matrix {matrix} cannot tell places with the same name apart: {names}. Choose a field of names that are unique.</source>
        <translation>矩阵 {matrix} 无法区分同名的地点：{names}。请选择名称唯一的字段。</translation>
    </message>
    <message>
        <source>The maximum area {maximum} ha must be at least twice the minimum area {minimum} ha, or the pieces of a cut would be small themselves.</source>
        <translation>最大面积 {maximum} 公顷应至少为最小面积 {minimum} 公顷的两倍，否则切出的块本身就偏小。</translation>
    </message>
    <message>
        <source>The medium {medium} of the field {field} is not known; write one of {known}.</source>
        <translation>字段 {field} 的介质 {medium} 未知；请写 {known} 之一。</translation>
    </message>
    <message>
        <source>The method {method} cannot share the totals of {count} parents ({parents}): its basis is zero in all their children. Choose another method for them.</source>
        <translation>方法“{method}”无法分解 {count} 个上级（{parents}）的目标：其下级的分配依据全为零。请为其选择其他方法。</translation>
    </message>
    <message>
        <source>The method {method} needs these fields of the units: {columns}. Choose them.</source>
        <translation>方法“{method}”需要单元的以下字段：{columns}。请选择。</translation>
    </message>
    <message>
        <source>The methods of the levels need fields for {columns}. Choose them.</source>
        <translation>各级方法需要以下字段：{columns}。请选择。</translation>
    </message>
    <message>
        <source>The mode neutrality has the carbon standard 0, but {value} was given. Choose the mode quota or duty, or leave the standard out.</source>
        <translation>碳中和模式的碳标准为 0，但给出了 {value}。请选择 quota 或 duty 模式，或不填标准。</translation>
    </message>
    <message>
        <source>The mode neutrality has the carbon standard 0. Choose quota or duty, or leave it out.</source>
        <translation>碳中和模式的碳标准为 0。请选择 quota 或 duty，或不填标准。</translation>
    </message>
    <message>
        <source>The mode {mode} needs a carbon standard: give a number or choose its field.</source>
        <translation>模式 {mode} 需要碳标准：请给出数值或选择字段。</translation>
    </message>
    <message>
        <source>The mode {mode} needs one carbon standard: a number or a raster.</source>
        <translation>模式 {mode} 需要一个碳标准：数值或栅格。</translation>
    </message>
    <message>
        <source>The model {file} cannot be read.</source>
        <translation>无法读取模型 {file}。</translation>
    </message>
    <message>
        <source>The name of the output {path} has characters that the name of a file cannot have: {letters}. Leave them out.</source>
        <translation>输出 {path} 的名称含有文件名不允许的字符：{letters}。请去掉。</translation>
    </message>
    <message>
        <source>The name of the output {path} is too long for this system, by {over} letters (a Chinese character may count as three). Choose a shorter one.</source>
        <translation>输出 {path} 的名称超出本系统允许的长度 {over} 个字母（一个汉字可能按三个计）。请改用较短的名称。</translation>
    </message>
    <message>
        <source>The name of the output “{path}” ends in a dot or a blank, which Windows cuts off. Leave it out.</source>
        <translation>输出“{path}”的名称以句点或空格结尾，Windows 会将其去掉。请删除。</translation>
    </message>
    <message>
        <source>The negative emissions of {count} units, {amount} t CO2e together, are counted among the sinks (units: {units}).</source>
        <translation>{count} 个单元的负排放共 {amount} t CO2e，计入碳汇（单元：{units}）。</translation>
    </message>
    <message>
        <source>The net raster needs a land-cover raster; polygons give none.</source>
        <translation>净值栅格需要土地覆被栅格；由面无法得到。</translation>
    </message>
    <message>
        <source>The new units cover {percent} % of {unit}; its shares are taken of what they cover.</source>
        <translation>新单元覆盖 {unit} 的 {percent}%；比例按所覆盖部分计算。</translation>
    </message>
    <message>
        <source>The normalisation {name} is not known; choose one of {known}.</source>
        <translation>归一化方法 {name} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The number of draws is {number}; at least 1 is needed.</source>
        <translation>抽样次数为 {number}；至少需要 1 次。</translation>
    </message>
    <message>
        <source>The number of draws is {number}; at least 2 are needed.</source>
        <translation>抽样次数为 {number}；至少需要 2 次。</translation>
    </message>
    <message>
        <source>The older table {table} of {path} could not be given its name again ({reason}); it is called {older} now.</source>
        <translation>{path} 中原有的表 {table} 未能恢复原名（{reason}）；现名为 {older}。</translation>
    </message>
    <message>
        <source>The older {path} could not be put back ({reason}); it lies in the hidden folder {folder}.</source>
        <translation>原有的 {path} 未能恢复原位（{reason}）；它在隐藏文件夹 {folder} 中。</translation>
    </message>
    <message>
        <source>The output {name} needs a raster of spaces or land cover (SPACES).</source>
        <translation>输出 {name} 需要空间或土地覆被栅格（SPACES）。</translation>
    </message>
    <message>
        <source>The output {name} needs land of two dates or more; there is one.</source>
        <translation>输出 {name} 需要两期或更多期土地，现只有一期。</translation>
    </message>
    <message>
        <source>The output {name} needs land-cover rasters; polygons give none.</source>
        <translation>输出 {name} 需要土地覆被栅格，图斑不能生成。</translation>
    </message>
    <message>
        <source>The output {name} would take the place of {table} of a register. Choose another name.</source>
        <translation>输出 {name} 会取代台账中的 {table}。请另选名称。</translation>
    </message>
    <message>
        <source>The output {path} could not be put in place ({reason}). Close it in other programs or choose another name.</source>
        <translation>输出 {path} 无法就位（{reason}）。请在其他程序中关闭它，或另取名称。</translation>
    </message>
    <message>
        <source>The output {path} could not be written ({reason}). Choose another place.</source>
        <translation>输出 {path} 未能写入（{reason}）。请另选位置。</translation>
    </message>
    <message>
        <source>The output {path} has a name that Windows keeps for a device ({name}). Choose another name.</source>
        <translation>输出 {path} 使用了 Windows 为设备保留的名称（{name}）。请另取名称。</translation>
    </message>
    <message>
        <source>The output {path} is a folder. Give the name of a file.</source>
        <translation>输出 {path} 是文件夹。请给出文件名。</translation>
    </message>
    <message>
        <source>The output {path} is locked by another program. Close it there or choose another name.</source>
        <translation>输出 {path} 被其他程序锁定。请在那里关闭，或另取名称。</translation>
    </message>
    <message>
        <source>The output {path} is one of the inputs. Choose another name.</source>
        <translation>输出 {path} 是输入之一。请另取名称。</translation>
    </message>
    <message>
        <source>The output {path} is read-only. Choose another name or remove the protection.</source>
        <translation>输出 {path} 为只读。请另取名称或解除保护。</translation>
    </message>
    <message>
        <source>The output {path} must be a GeoTIFF; end its name with .tif.</source>
        <translation>输出 {path} 必须是 GeoTIFF；文件名请以 .tif 结尾。</translation>
    </message>
    <message>
        <source>The outputs {names} need enterprises; give them in {layer}.</source>
        <translation>输出 {names} 需要企业；请在 {layer} 中给出。</translation>
    </message>
    <message>
        <source>The outputs {one} and {other} have the same place {path}. Give each its own.</source>
        <translation>输出 {one} 与 {other} 的位置相同：{path}。请分别给出位置。</translation>
    </message>
    <message>
        <source>The package belongs elsewhere: it hangs {unit} on {parent}, and here {unit} hangs on {here}.</source>
        <translation>该上报包不属于本台账：包中 {unit} 的上级是 {parent}，而此处 {unit} 的上级是 {here}。</translation>
    </message>
    <message>
        <source>The package belongs elsewhere: it reports for {unit}, which this register does not have.</source>
        <translation>该上报包不属于本台账：它为 {unit} 上报，而本台账没有该单元。</translation>
    </message>
    <message>
        <source>The package has indicators that this register does not have: {codes}. Add them to its table of indicators first.</source>
        <translation>上报包中有本台账没有的指标：{codes}。请先补入指标表。</translation>
    </message>
    <message>
        <source>The package measures indicators in other units than this register (package / register): {indicators}.</source>
        <translation>上报包中指标的计量单位与本台账不同（上报包／台账）：{indicators}。</translation>
    </message>
    <message>
        <source>The package of {unit} comes from this very register; it is for the register of another level.</source>
        <translation>{unit} 的上报包就是由本台账生成的；它应交给另一级的台账。</translation>
    </message>
    <message>
        <source>The package of {unit} holds units that do not lie below it: {units}. A report may hold its own units only.</source>
        <translation>{unit} 的上报包含有不属于其下级的单元：{units}。上报包只能包含自身及下级单元。</translation>
    </message>
    <message>
        <source>The package of {unit} was received already, on {when} from {who}; it is not counted twice.</source>
        <translation>{unit} 的上报包已于 {when} 从 {who} 收到；不重复计入。</translation>
    </message>
    <message>
        <source>The package {file} is damaged, or no package of a register.</source>
        <translation>上报包 {file} 已损坏，或不是台账的上报包。</translation>
    </message>
    <message>
        <source>The package {file} is not there; it must lie beside its JSON.</source>
        <translation>上报包 {file} 不存在；它须与 JSON 放在一起。</translation>
    </message>
    <message>
        <source>The package {file} is of schema version {version}, this register of version {ours}. Bring both to the same version of the plugin.</source>
        <translation>上报包 {file} 的结构版本为 {version}，本台账为 {ours}。请双方使用相同版本的插件。</translation>
    </message>
    <message>
        <source>The package {file} is of version {version}, or lacks {fields}; this plugin reads version {ours}. Ask the sender to export it again with the same version of the plugin.</source>
        <translation>上报包 {file} 的版本为 {version}，或缺少 {fields}；本插件读取版本 {ours}。请上报单位用相同版本的插件重新导出。</translation>
    </message>
    <message>
        <source>The package {file} was altered after it was made: its checksum is {found}, the JSON says {told}. Ask the sender for it again.</source>
        <translation>上报包 {file} 生成后被改动：校验码为 {found}，JSON 中为 {told}。请上报单位重新发送。</translation>
    </message>
    <message>
        <source>The package {path} cannot be read again.</source>
        <translation>数据包 {path} 写入后无法读取。</translation>
    </message>
    <message>
        <source>The parameter {name} must be a number, not {value}.</source>
        <translation>参数 {name} 必须是数，而不是 {value}。</translation>
    </message>
    <message>
        <source>The parameter {name} must be above 0, not {value}.</source>
        <translation>参数 {name} 必须大于 0，而不是 {value}。</translation>
    </message>
    <message>
        <source>The parameter {name} must be {high} or less, not {value}.</source>
        <translation>参数 {name} 不得大于 {high}，现为 {value}。</translation>
    </message>
    <message>
        <source>The parameter {name} must be {low} or more, not {value}.</source>
        <translation>参数 {name} 不得小于 {low}，现为 {value}。</translation>
    </message>
    <message>
        <source>The parameter {parameter} of {file} does not belong to the table {table} ({count} rows: {rows}); known are {known}.</source>
        <translation>{file} 的参数 {parameter} 不属于表 {table}（{count} 行：{rows}）；可用参数：{known}。</translation>
    </message>
    <message>
        <source>The parents of {unit} turn in a circle.</source>
        <translation>{unit} 的上级形成循环。</translation>
    </message>
    <message>
        <source>The part {part} is larger than the whole {whole}.</source>
        <translation>部分 {part} 大于总体 {whole}。</translation>
    </message>
    <message>
        <source>The part {part} is larger than the whole {whole}; its rate of {rate} makes {expected}, and between the two wholes is about {slip}.</source>
        <translation>部分 {part} 大于总量 {whole}；按比率 {rate} 应为 {expected}，两者约差 {slip}。</translation>
    </message>
    <message>
        <source>The parts add up to {expected}, the total is {total} ({difference} % off).</source>
        <translation>分项之和为 {expected}，合计为 {total}（相差 {difference} %）。</translation>
    </message>
    <message>
        <source>The picture {path} could not be written. End its name with .svg or .png, or choose another place.</source>
        <translation>图片 {path} 未能写入。文件名请以 .svg 或 .png 结尾，或另选位置。</translation>
    </message>
    <message>
        <source>The picture {path} could not be written; its name must end in one of {endings}.</source>
        <translation>图片 {path} 无法写入；文件名必须以 {endings} 之一结尾。</translation>
    </message>
    <message>
        <source>The picture {path} must end in one of {endings}.</source>
        <translation>图片 {path} 必须以 {endings} 之一结尾。</translation>
    </message>
    <message>
        <source>The pieces of {count} features of {layer} do not add up to their area (feature ids: {ids}). Mend their geometry.</source>
        <translation>{layer} 中 {count} 个要素的各块面积之和与原面积不符（要素号：{ids}）。请修正其几何。</translation>
    </message>
    <message>
        <source>The plan {layer} has no rows with code, year and value.</source>
        <translation>规划表 {layer} 没有同时含代码、年份和数值的行。</translation>
    </message>
    <message>
        <source>The plan {layer} has no unit and indicator of the values. It has {has}; the values have {own}.</source>
        <translation>规划表 {layer} 中没有数值表的任何单元和指标。规划表有 {has}；数值表有 {own}。</translation>
    </message>
    <message>
        <source>The point sources of {count} units exceed the totals of the units: {units}{more}. Correct the amounts or their units of measurement, or count points on top of the totals.</source>
        <translation>{count} 个单元的点源超过单元总量：{units}{more}。请更正数量或计量单位，或把点源计为总量之外。</translation>
    </message>
    <message>
        <source>The points of {layer} have no common borders; choose neighbours within a distance or the nearest.</source>
        <translation>{layer} 的点没有公共边界；请按距离或最近邻确定邻居。</translation>
    </message>
    <message>
        <source>The pollutant of the map, {pollutant}, is none of the account; it has {known}.</source>
        <translation>要显示的污染物 {pollutant} 不在核算结果中；结果中有 {known}。</translation>
    </message>
    <message>
        <source>The pollutant table needs {columns} cells in each row: field, standard, benchmark, weight.</source>
        <translation>污染物表每行需要 {columns} 格：字段、标准、基准值、权重。</translation>
    </message>
    <message>
        <source>The pollutant table needs {columns} cells in each row: raster, standard, benchmark, weight.</source>
        <translation>污染物表每行需要 {columns} 格：栅格、标准、基准值、权重。</translation>
    </message>
    <message>
        <source>The pollutant {field} has no standard.</source>
        <translation>污染物 {field} 没有标准。</translation>
    </message>
    <message>
        <source>The pollutant {pollutant} has a value in more than one medium: {values}. Say the medium of its rows (air or water).</source>
        <translation>污染物 {pollutant} 在多个介质中有值：{values}。请注明各行的介质（air 或 water）。</translation>
    </message>
    <message>
        <source>The pollutant {pollutant} has limits in {places}. Choose one standard, or say the medium.</source>
        <translation>污染物 {pollutant} 在 {places} 中都有限值。请选择一个标准，或注明介质。</translation>
    </message>
    <message>
        <source>The pollutant {pollutant} has no equivalent value in the medium {medium}, but in {others}. Correct the medium of its rows.</source>
        <translation>污染物 {pollutant} 在介质 {medium} 中没有当量值，但在 {others} 中有。请更正各行的介质。</translation>
    </message>
    <message>
        <source>The pollutant {pollutant} has no equivalent value in the table {table} ({scheme}); its rows are left out ({rows}).</source>
        <translation>污染物 {pollutant} 在表 {table}（{scheme}）中没有当量值；其行被略去（{rows}）。</translation>
    </message>
    <message>
        <source>The pollutant {pollutant} has no limit in {standards}; its rows are left out ({rows}).</source>
        <translation>污染物 {pollutant} 在 {standards} 中没有限值；其行被略去（{rows}）。</translation>
    </message>
    <message>
        <source>The pollutant “{pollutant}” is not known (rows {rows}). Correct its name, add it to a table of equivalents of your own, or choose to leave unknown pollutants out.</source>
        <translation>污染物“{pollutant}”未知（行 {rows}）。请更正名称，把它加入自己的当量表，或选择略去未知污染物。</translation>
    </message>
    <message>
        <source>The pollutant “{pollutant}” is not known and has no limit in {standards} (rows {rows}). Correct its name, add it to standards of your own, or choose to leave unknown pollutants out.</source>
        <translation>污染物“{pollutant}”未知，且在 {standards} 中没有限值（行 {rows}）。请更正名称，把它加入自己的标准，或选择略去未知污染物。</translation>
    </message>
    <message>
        <source>The pollutants {pollutants} have no equivalent value; they do not enter the composite.</source>
        <translation>污染物 {pollutants} 没有当量值，不计入综合值。</translation>
    </message>
    <message>
        <source>The pollution {name} needs one standard: a number (POLLUTION_STANDARD) or a raster (POLLUTION_STANDARD_RASTER).</source>
        <translation>污染 {name} 需要一个标准：数值（POLLUTION_STANDARD）或栅格（POLLUTION_STANDARD_RASTER）。</translation>
    </message>
    <message>
        <source>The polygons of {layer} overlap: {pairs} pairs, {area} ha in sum (feature ids: {ids}). Where earlier habitats lie beneath, one of them counts, in the order {order}; elsewhere they are counted more than once.</source>
        <translation>{layer} 的多边形互相重叠：{pairs} 对，共 {area} ha（要素 ID：{ids}）。其下有前期生境之处只计一个，顺序为{order}；其他地方重复计算。</translation>
    </message>
    <message>
        <source>The polygons of {layer} overlap: {pairs} pairs, {area} ha in sum, which are counted more than once (feature ids: {ids}).</source>
        <translation>{layer} 的面相互重叠：{pairs} 对，共 {area} 公顷，被重复计算（要素号：{ids}）。</translation>
    </message>
    <message>
        <source>The polygons of {layer} overlap: {pairs} pairs, {area} ha in sum. What lies there counts for the one whose code comes last (feature ids: {ids}). Correct the borders.</source>
        <translation>{layer} 的多边形互相重叠：{pairs} 对，共 {area} ha。重叠处计入代码排在最后的一个（要素编号：{ids}）。请更正边界。</translation>
    </message>
    <message>
        <source>The pool table {file} has no rows.</source>
        <translation>碳库表 {file} 没有任何行。</translation>
    </message>
    <message>
        <source>The pool table {file} lacks {count} codes of the field {field} (features): {codes}{more}. Add them, or go on without data for them (parameter {parameter}).</source>
        <translation>碳库表 {file} 缺少字段 {field} 中的 {count} 个代码（要素数）：{codes}{more}。请补充，或将其按无数据继续（参数 {parameter}）。</translation>
    </message>
    <message>
        <source>The population differs between rows of the same unit and year: {units}. It belongs to the unit, not to its sectors.</source>
        <translation>同一单元同一年的人口在各行不一致：{units}。人口属于单元，不属于部门。</translation>
    </message>
    <message>
        <source>The population must be above 0 in every unit.</source>
        <translation>每个单元的人口都必须大于 0。</translation>
    </message>
    <message>
        <source>The project could not be stored in the package ({reason}).</source>
        <translation>工程未能存入数据包（{reason}）。</translation>
    </message>
    <message>
        <source>The proxy {name} is negative or infinite in {count} cells of the units. A proxy says where something lies; correct it, or set such cells to NoData.</source>
        <translation>代理变量 {name} 在单元内有 {count} 个像元为负或无穷。代理变量表示分布；请更正，或把这些像元设为无数据。</translation>
    </message>
    <message>
        <source>The quantity {name} must be known for every unit, nowhere negative and not zero everywhere.</source>
        <translation>量 {name} 必须在每个单元已知、处处不为负且不全为零。</translation>
    </message>
    <message>
        <source>The quota of {substance} does not suffice in {count} units, because background and lower bounds take more (missing): {units}{more}. Raise the quota, lower the bounds, or let the gap be shown.</source>
        <translation>{substance} 的配额在 {count} 个单元不够用，背景和下限已超出（缺口）：{units}{more}。请提高配额、降低下限，或选择列出缺口。</translation>
    </message>
    <message>
        <source>The raster of the worth needs a price (PRICE).</source>
        <translation>价值栅格需要价格（PRICE）。</translation>
    </message>
    <message>
        <source>The raster {layer} is not read by GDAL (it is of {provider}). Save it as GeoTIFF first.</source>
        <translation>栅格 {layer} 不由 GDAL 读取（它属于 {provider}）。请先另存为 GeoTIFF。</translation>
    </message>
    <message>
        <source>The raster {name} cannot be brought to the grid of the other raster: {reason} Warp it beforehand.</source>
        <translation>栅格 {name} 无法转到另一栅格的格网：{reason} 请先自行重投影。</translation>
    </message>
    <message>
        <source>The raster {name} cannot be brought to the grid of {onto}, which is turned (rotated, or with the south on top). Warp {onto} to a plain grid first.</source>
        <translation>栅格 {name} 无法对齐到 {onto} 的格网：该格网有旋转，或上南下北。请先把 {onto} 变换为正常格网。</translation>
    </message>
    <message>
        <source>The raster {name} cannot be opened: {reason}</source>
        <translation>栅格 {name} 无法打开：{reason}</translation>
    </message>
    <message>
        <source>The raster {name} cannot be read at column {column}, row {row} ({width} × {height} cells): {reason} The file is damaged or out of reach; nothing was written.</source>
        <translation>栅格 {name} 在第 {column} 列、第 {row} 行（{width} × {height} 像元）处无法读取：{reason} 文件损坏或无法访问；未写出任何结果。</translation>
    </message>
    <message>
        <source>The raster {name} cannot be read: {reason}</source>
        <translation>栅格 {name} 无法读取：{reason}</translation>
    </message>
    <message>
        <source>The raster {name} has a scale of {scale} and an offset of {offset}, so it holds quantities, not classes. Choose a raster of classes.</source>
        <translation>栅格 {name} 的比例为 {scale}、偏移为 {offset}，存放的是数量而不是类别。请选择类别栅格。</translation>
    </message>
    <message>
        <source>The raster {name} has a scale or an offset, so it holds quantities, not classes.</source>
        <translation>栅格 {name} 有比例或偏移，存放的是数量而不是类别。</translation>
    </message>
    <message>
        <source>The raster {name} has no CRS, so its areas are unknown. Assign its projection first.</source>
        <translation>栅格 {name} 没有坐标系，面积无法得知。请先指定投影。</translation>
    </message>
    <message>
        <source>The raster {name} has no CRS, so nobody knows whether it lies where {first} lies. Write its CRS into the file first (Assign projection).</source>
        <translation>栅格 {name} 没有坐标参考系，无法确定它与 {first} 是否在同一位置。请先把坐标参考系写入文件（指定投影）。</translation>
    </message>
    <message>
        <source>The raster {name} has no cell with a class; all are NoData.</source>
        <translation>栅格 {name} 没有任何有类别的像元；全部为无数据。</translation>
    </message>
    <message>
        <source>The raster {name} has {cells} cells, more than memory allows ({most}). Clip it to the area of the sources and receptors.</source>
        <translation>栅格 {name} 有 {cells} 个像元，超过内存所允许的数量（{most}）。请裁剪到源与受体的范围。</translation>
    </message>
    <message>
        <source>The raster {name} has {count} bands, not a band {band}. Choose one of them.</source>
        <translation>栅格 {name} 有 {count} 个波段，没有波段 {band}。请选择其中之一。</translation>
    </message>
    <message>
        <source>The raster {name} has {count} bands; band 1 is used.</source>
        <translation>栅格 {name} 有 {count} 个波段；采用第 1 波段。</translation>
    </message>
    <message>
        <source>The raster {name} holds values that are no classes (cells, area): {values}. Classes are 0 no data, 1 S, 2 SC, 3 SP, 4 CP, 5 PC, 6 SCP.</source>
        <translation>栅格 {name} 含有不是类别的值（像元数、面积）：{values}。类别为 0 无数据、1 S、2 SC、3 SP、4 CP、5 PC、6 SCP。</translation>
    </message>
    <message>
        <source>The raster {name} holds {value}, which is no class. Classify it first.</source>
        <translation>栅格 {name} 含有 {value}，它不是类别。请先分类。</translation>
    </message>
    <message>
        <source>The raster {name} is brought to the grid of {first} ({method}).</source>
        <translation>栅格 {name} 已转到 {first} 的格网（{method}）。</translation>
    </message>
    <message>
        <source>The raster {name} is rotated in degrees. Warp it to an unrotated grid first.</source>
        <translation>栅格 {name} 为经纬度且有旋转。请先重采样到无旋转格网。</translation>
    </message>
    <message>
        <source>The raster {name} is rotated. Warp it first.</source>
        <translation>栅格 {name} 有旋转。请先重投影。</translation>
    </message>
    <message>
        <source>The raster {name} reaches across 180°, where polygons ({layers}) cannot follow. Cut it at 180°, or warp it to a projection of the region.</source>
        <translation>栅格 {name} 跨越 180° 经线，面图层（{layers}）无法对应。请在 180° 处切开，或变换到当地投影。</translation>
    </message>
    <message>
        <source>The raster {name} reaches beyond the poles or around the globe more than once. Correct its georeference.</source>
        <translation>栅格 {name} 越过两极或绕地球超过一圈。请更正其地理参考。</translation>
    </message>
    <message>
        <source>The raster {path} could not be written: {reason} Check the free space and the rights of the folder.</source>
        <translation>栅格 {path} 无法写入：{reason} 请检查剩余空间与文件夹权限。</translation>
    </message>
    <message>
        <source>The rasters {names} ({parameter}) were brought to the grid of the land cover ({method}).</source>
        <translation>栅格 {names}（{parameter}）已对齐到土地覆被的格网（{method}）。</translation>
    </message>
    <message>
        <source>The rasters {one} and {other} do not lie on one grid: {differences}. Align them first (Warp, with the extent and cell size of {one}; nearest neighbour for classes).</source>
        <translation>栅格 {one} 与 {other} 不在同一格网上：{differences}。请先对齐（重投影，采用 {one} 的范围与像元大小；类别用最近邻）。</translation>
    </message>
    <message>
        <source>The rate {rate} is a share where most rows have percentages, or the reverse ({part} of {whole}).</source>
        <translation>比率 {rate} 与多数行的写法（比例或百分数）不一致（{whole} 中的 {part}）。</translation>
    </message>
    <message>
        <source>The rate {rate} is the change of all {years} years ({change}); a year has {expected}.</source>
        <translation>速率 {rate} 是全部 {years} 年的变化量（{change}）；年均应为 {expected}。</translation>
    </message>
    <message>
        <source>The regional electricity factors {scheme} have none for {place}; give a factor of your own.</source>
        <translation>区域电力因子 {scheme} 没有 {place} 的因子；请给出自己的因子。</translation>
    </message>
    <message>
        <source>The register calls {indicator} a {known}; it is shared as a {chosen}, as asked.</source>
        <translation>台账中 {indicator} 为{known}；按要求作为{chosen}分解。</translation>
    </message>
    <message>
        <source>The register has no indicators {codes}; the results cannot be kept under them. Add them to its table of indicators.</source>
        <translation>台账中没有指标 {codes}，无法据此保存结果。请将其加入台账的指标表。</translation>
    </message>
    <message>
        <source>The register has no open task without a cause for the traced units, so nothing was written. Open tasks with feedbackregister first, or give it the table of traced units (CAUSES).</source>
        <translation>台账中没有已溯源单元的、尚无原因的未办结任务，因此未写入。请先用 feedbackregister 立项，或向其给出已溯源单元表（CAUSES）。</translation>
    </message>
    <message>
        <source>The register has no target of {indicator} for {unit} in {year}. Import it, or give it (TOTAL).</source>
        <translation>台账中没有 {unit} 的 {indicator} {year} 年目标。请导入该目标，或直接给出（TOTAL）。</translation>
    </message>
    <message>
        <source>The register has no target of {indicator} for {unit} in {year}. Import it, or give the total of the top or its intensity (INDICATORS).</source>
        <translation>台账中没有 {unit} 的 {indicator} {year} 年目标。请导入该目标，或给出顶层单元的总量或强度（INDICATORS）。</translation>
    </message>
    <message>
        <source>The register has no units {codes}, to which results belong. Add them with “Build hierarchy”.</source>
        <translation>台账中没有结果所属的单元 {codes}。请用“建立层级”添加。</translation>
    </message>
    <message>
        <source>The register has {count} tasks more than once: {codes}.</source>
        <translation>台账有 {count} 项任务重复：{codes}。</translation>
    </message>
    <message>
        <source>The register keeps no target of {indicator} for {unit} in {year}, of which {total} was shared. Import it, so that what was handed down can be checked.</source>
        <translation>台账中没有 {unit} 的 {indicator} {year} 年目标，而本次分解了 {total}。请导入该目标，以便核查下达情况。</translation>
    </message>
    <message>
        <source>The register keeps results by indicator and year; give {names}.</source>
        <translation>台账按指标和年份保存结果；请给出 {names}。</translation>
    </message>
    <message>
        <source>The register keeps {known} as the target of {indicator} for {unit} in {year}, but {total} was shared: the children do not add up to it. Import the new target of {unit}, too.</source>
        <translation>台账中 {unit} 的 {indicator} {year} 年目标为 {known}，而本次分解的是 {total}：下级之和与其不符。请同时导入 {unit} 的新目标。</translation>
    </message>
    <message>
        <source>The register needs a CRS for its units. Choose one.</source>
        <translation>台账的单元需要坐标参考系。请选择。</translation>
    </message>
    <message>
        <source>The register {place} cannot be opened ({reason}). Look whether it exists and may be written.</source>
        <translation>台账 {place} 无法打开（{reason}）。请检查其是否存在、是否可写。</translation>
    </message>
    <message>
        <source>The register {place} cannot be used ({reason}). Nothing was written.</source>
        <translation>台账 {place} 无法使用（{reason}）。没有写入任何内容。</translation>
    </message>
    <message>
        <source>The register {place} does not have {words} ({name}).</source>
        <translation>台账 {place} 中没有 {words}（{name}）。</translation>
    </message>
    <message>
        <source>The register {place} has no rows for {label} ({name}) that fit the choice of indicators, kinds, years and units.</source>
        <translation>台账 {place} 中没有符合所选指标、类型、年份和单元的{label}（{name}）。</translation>
    </message>
    <message>
        <source>The register {place} has no unit {unit}, so nothing can be reported for it.</source>
        <translation>台账 {place} 没有单元 {unit}，无法为其上报。</translation>
    </message>
    <message>
        <source>The register {place} has no units that fit the choice.</source>
        <translation>台账 {place} 中没有符合所选条件的单元。</translation>
    </message>
    <message>
        <source>The register {place} has no values of the kinds {kinds} for {unit} and the units below it in the years asked for.</source>
        <translation>台账 {place} 中 {unit} 及其下级单元在所选年份没有 {kinds} 类数值。</translation>
    </message>
    <message>
        <source>The register {place} is locked by another program, and did not become free in time ({reason}). Nothing was written. End the editing there (in QGIS: save or stop editing) and run again.</source>
        <translation>台账 {place} 被其他程序锁定，等待后仍未释放（{reason}）。没有写入任何内容。请在那里结束编辑（QGIS 中保存或停止编辑）后重新运行。</translation>
    </message>
    <message>
        <source>The register {place} is locked by another writer, and did not become free in time ({reason}). Nothing was written. Run again later.</source>
        <translation>台账 {place} 被其他写入者占用，等待后仍未释放（{reason}）。没有写入任何内容。请稍后重新运行。</translation>
    </message>
    <message>
        <source>The register {place} is of version {version}, which is newer than the {ours} of this plugin. Bring the plugin up to date.</source>
        <translation>台账 {place} 的版本为 {version}，比本插件的 {ours} 新。请升级插件。</translation>
    </message>
    <message>
        <source>The register {place} is of version {version}; this plugin writes version {ours}. Bring it up to date with “Create register”, which keeps a backup of a GeoPackage.</source>
        <translation>台账 {place} 的版本为 {version}，本插件写版本 {ours}。请用“新建台账”升级，GeoPackage 会先备份。</translation>
    </message>
    <message>
        <source>The register {place} is read-only ({reason}). Nothing was written. Remove the protection or work on a copy.</source>
        <translation>台账 {place} 为只读（{reason}）。没有写入任何内容。请取消保护或使用副本。</translation>
    </message>
    <message>
        <source>The relation {kind} names {field}, which is no field.</source>
        <translation>关系 {kind} 中的 {field} 不是字段。</translation>
    </message>
    <message>
        <source>The relation {kind} needs {count} fields, in this order: {order}.</source>
        <translation>关系 {kind} 需要 {count} 个字段，顺序为：{order}。</translation>
    </message>
    <message>
        <source>The report {path} could not be written. Choose another place.</source>
        <translation>报告 {path} 未能写入。请另选位置。</translation>
    </message>
    <message>
        <source>The reported values add up to 0, so they cannot be scaled. Use a shift.</source>
        <translation>上报值合计为 0，无法按比例缩放。请改用平移。</translation>
    </message>
    <message>
        <source>The reserve is {reserve}; it must lie between 0 and 1.</source>
        <translation>预留比例为 {reserve}，应在 0～1 之间。</translation>
    </message>
    <message>
        <source>The reserve must be at least 0 and below 1 (below 100 %).</source>
        <translation>预留比例必须不小于 0 且小于 1（低于 100%）。</translation>
    </message>
    <message>
        <source>The reserve {text} of {name} is no percentage from 0 to below 100.</source>
        <translation>{name} 的预留 {text} 不是 0 至 100（不含）的百分比。</translation>
    </message>
    <message>
        <source>The rounding unit is {unit}; it must be above 0, or 0 for none.</source>
        <translation>取整单位为 {unit}；必须大于 0，或用 0 表示不取整。</translation>
    </message>
    <message>
        <source>The rounding unit is {unit}; it must be above 0.</source>
        <translation>取整单位为 {unit}；它必须大于 0。</translation>
    </message>
    <message>
        <source>The rounding unit of {indicator} is below 0.</source>
        <translation>指标 {indicator} 的取整单位小于 0。</translation>
    </message>
    <message>
        <source>The row sums add up to {rows} and the column sums to {columns}; they must be equal.</source>
        <translation>行合计为 {rows}，列合计为 {columns}；两者必须相等。</translation>
    </message>
    <message>
        <source>The rule {code} of {file} comes more than once.</source>
        <translation>{file} 中规则 {code} 出现不止一次。</translation>
    </message>
    <message>
        <source>The rule {rule} for unknown pollutants is not known; choose one of {known}.</source>
        <translation>未知污染物的处理规则 {rule} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The rule {rule} is not known; choose one of {known}.</source>
        <translation>汇总规则 {rule} 无法识别，请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>The scheme {scheme} has no carbon densities for the region {region}; it has {regions}.</source>
        <translation>方案 {scheme} 没有地区 {region} 的碳密度；现有 {regions}。</translation>
    </message>
    <message>
        <source>The scheme {scheme} has no coefficient for {classes}. Choose another scheme or a table of your own, or go on without them.</source>
        <translation>方案 {scheme} 没有 {classes} 的系数。请选择其他方案或自己的表，或略去它们继续。</translation>
    </message>
    <message>
        <source>The scheme {scheme} has no coefficients for the region {region}; it has {regions}.</source>
        <translation>方案 {scheme} 没有区域 {region} 的系数；现有区域：{regions}。</translation>
    </message>
    <message>
        <source>The scheme {scheme} has no factors for nitrogen on cropland; {able} have.</source>
        <translation>方案 {scheme} 没有农田施氮因子；有的方案：{able}。</translation>
    </message>
    <message>
        <source>The scheme {scheme} has {parameter} of {key} for {known}, but not for {place}. Choose the province of the units.</source>
        <translation>方案 {scheme} 有 {known} 的 {key} {parameter}，但没有 {place} 的。请选择单元所属省份。</translation>
    </message>
    <message>
        <source>The sectoral sums are of the consumption side, in which fuels of power and heat plants do not count. Compare with an inventory of the production side where there are plants.</source>
        <translation>部门方法合计按消费侧计，不含电厂与热力厂的燃料。有此类工厂时请与生产侧清单比较。</translation>
    </message>
    <message>
        <source>The set {set} (method {method}) has no thresholds that hold for all cells alike, which probabilities need. Choose a set of the method {needed}.</source>
        <translation>标准集 {set}（方法 {method}）没有对所有像元一致的阈值，无法计算概率。请选择方法为 {needed} 的标准集。</translation>
    </message>
    <message>
        <source>The set {set} brings its own strong thresholds; leave the parameter {name} at fixed.</source>
        <translation>标准集 {set} 自带强阈值；请把参数 {name} 保持为 fixed。</translation>
    </message>
    <message>
        <source>The set {set} divides the units by their own distribution ({method}), so its classes have no probabilities. Choose a set with fixed thresholds.</source>
        <translation>标准集 {set} 按单元自身的分布划分（{method}），其类别没有概率。请选择带固定阈值的标准集。</translation>
    </message>
    <message>
        <source>The set {set} gives its carbon standard or benchmark per area; the denominator must be area, not {name}.</source>
        <translation>标准集 {set} 的碳标准或基准值按面积给出；分母必须是面积，而不是 {name}。</translation>
    </message>
    <message>
        <source>The set {set} has limits by region ({regions}); choose the field that tells the region of each unit.</source>
        <translation>标准集 {set} 按区域（{regions}）给限值；请选择指明各单元区域的字段。</translation>
    </message>
    <message>
        <source>The set {set} has limits by region ({regions}); give the polygons of the regions and the field that names them.</source>
        <translation>标准集 {set} 按区域给出限值（{regions}）；请给出区域面图层及其区域字段。</translation>
    </message>
    <message>
        <source>The set {set} has no limits for the regions {regions}; their cells are ND. The set has: {known}.</source>
        <translation>标准集 {set} 没有区域 {regions} 的限值，其像元为 ND。该标准集有：{known}。</translation>
    </message>
    <message>
        <source>The set-up {file} is of another version ({version}). Update the plugin.</source>
        <translation>流程配置 {file} 属于另一版本（{version}）。请更新插件。</translation>
    </message>
    <message>
        <source>The share of decisive causes is {share}; it must be in 0..1.</source>
        <translation>主要原因占比为 {share}，须在 0～1 之间。</translation>
    </message>
    <message>
        <source>The share of forest is {value}; it must lie between 0 and 1.</source>
        <translation>林地占比为 {value}；须在 0 至 1 之间。</translation>
    </message>
    <message>
        <source>The share {trim} of a trimmed mean must lie between 0 and below 0.5.</source>
        <translation>截尾均值的比例 {trim} 须在 0 至 0.5（不含）之间。</translation>
    </message>
    <message>
        <source>The shares add up to {total}, not to {wanted}.</source>
        <translation>比例之和为 {total}，而不是 {wanted}。</translation>
    </message>
    <message>
        <source>The shares add up to {total}, while those of most rows add up to {wanted}.</source>
        <translation>比例之和为 {total}，而多数行之和为 {wanted}。</translation>
    </message>
    <message>
        <source>The shares of the links must be 0 or above, and those of one start sum to 1 at most; correct these starts: {nodes}.</source>
        <translation>连接的比例必须不小于 0，且同一起点合计不超过 1；请更正这些起点：{nodes}。</translation>
    </message>
    <message>
        <source>The size of the ellipse must be above 0.</source>
        <translation>椭圆的大小必须大于 0。</translation>
    </message>
    <message>
        <source>The soil-carbon gap needs the area of cropland; choose CROP_AREA.</source>
        <translation>土壤碳差距需要耕地面积；请选择 CROP_AREA。</translation>
    </message>
    <message>
        <source>The standard deviation {cell} of {field} is neither a field of {layer} nor a percentage of 0 or above.</source>
        <translation>{field} 的标准差 {cell} 既不是 {layer} 的字段，也不是不小于 0 的百分比。</translation>
    </message>
    <message>
        <source>The standard of {name}, “{cell}”, is neither a number nor a raster.</source>
        <translation>{name} 的标准“{cell}”既不是数字，也不是栅格。</translation>
    </message>
    <message>
        <source>The standard {standard} has no limit for {pollutant} in class {functional_class}; it has the pollutants {pollutants} and the classes {classes}.</source>
        <translation>标准 {standard} 在类别 {functional_class} 中没有 {pollutant} 的限值；它有污染物 {pollutants}、类别 {classes}。</translation>
    </message>
    <message>
        <source>The standard {standard} has no {averaging} limit for {pollutant}; it has {known}. Choose another averaging period.</source>
        <translation>标准 {standard} 没有 {pollutant} 的 {averaging} 限值；它有 {known}。请选择其他取值时间。</translation>
    </message>
    <message>
        <source>The standard {standard} is valid from {date}; the years {years} are judged by it all the same.</source>
        <translation>标准 {standard} 自 {date} 起生效；{years} 年仍按其评价。</translation>
    </message>
    <message>
        <source>The standards are averages of this table, so somebody is always above them. Use the classes for exploration; for assessment and exit give standards of your own.</source>
        <translation>标准取本表平均，总有行业高于平均。分类仅供探索；考核与退出请给定标准。</translation>
    </message>
    <message>
        <source>The standards are to be given; give {carbon}, {field} or {pollution}.</source>
        <translation>标准取法为给定，请填写 {carbon}、{field} 或 {pollution}。</translation>
    </message>
    <message>
        <source>The statistic {name} is not known; choose one of {known}.</source>
        <translation>统计量 {name} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The strong thresholds follow the data; use this map for exploration only, not for comparisons over time or assessment.</source>
        <translation>强阈值随数据变化；此图仅供探索，不得用于跨年比较或考核。</translation>
    </message>
    <message>
        <source>The style cannot be saved with {layer}, because {path} is read-only. Take the tick from {name}, or remove the protection.</source>
        <translation>{path} 为只读，样式无法随 {layer} 保存。请取消勾选 {name}，或解除只读。</translation>
    </message>
    <message>
        <source>The style of {layer} could not be kept in the package ({reason}).</source>
        <translation>{layer} 的样式未能存入数据包（{reason}）。</translation>
    </message>
    <message>
        <source>The style {path} could not be written ({reason}). Choose another place.</source>
        <translation>样式 {path} 未能写入（{reason}）。请另选位置。</translation>
    </message>
    <message>
        <source>The sub-zone of the enterprises of {layer} is not known: choose its field in {name}, or give points, and polygons of the sub-zones.</source>
        <translation>{layer} 中企业所在亚区未知：请在 {name} 中选择其字段，或给出企业点位和亚区面。</translation>
    </message>
    <message>
        <source>The sub-zones overlap by {area} ha, which went to one of them; the areas are those of what came out.</source>
        <translation>亚区重叠 {area} 公顷，已归其中之一；面积以结果为准。</translation>
    </message>
    <message>
        <source>The substance {name} has no quota.</source>
        <translation>物质 {name} 没有配额。</translation>
    </message>
    <message>
        <source>The substance {name} stands in the table more than once.</source>
        <translation>物质 {name} 在表中重复出现。</translation>
    </message>
    <message>
        <source>The table cannot meet its sums: too many of its cells are zero. Fill cells that may change.</source>
        <translation>该表无法满足给定合计：零值单元过多。请填写可以变动的单元。</translation>
    </message>
    <message>
        <source>The table has no years; electricity takes the factor of {region} of {used}.</source>
        <translation>表中没有年份；电力采用 {region} {used} 年的因子。</translation>
    </message>
    <message>
        <source>The table has the years {years}, but a layer holds each unit once. Choose one year, or leave the layer out.</source>
        <translation>表中有年份 {years}，但图层中每个单元只有一行。请只选一年，或不用图层。</translation>
    </message>
    <message>
        <source>The table of admission rules {file} has no rows.</source>
        <translation>准入规则表 {file} 没有数据行。</translation>
    </message>
    <message>
        <source>The table of fields needs {columns} cells in each row.</source>
        <translation>字段表每行需要 {columns} 格。</translation>
    </message>
    <message>
        <source>The table of mariculture needs a harvest (MARICULTURE).</source>
        <translation>海水养殖结果表需要养殖产量（MARICULTURE）。</translation>
    </message>
    <message>
        <source>The table of sink rates has no {lacking} of mangroves, so their biomass is not known for the climate {climate} (CLIMATE). Give it in a table of your own (RATES), or choose another climate.</source>
        <translation>碳汇速率表没有红树林的 {lacking}，因此不知道{climate}气候（CLIMATE）下的生物量。请在自备的表（RATES）中给出，或另选气候。</translation>
    </message>
    <message>
        <source>The table of standards {file} has no rows.</source>
        <translation>标准表 {file} 没有数据行。</translation>
    </message>
    <message>
        <source>The table of substances needs {columns} cells in each row: substance, emission, quota, background, benchmark.</source>
        <translation>物质表每行需要 {columns} 格：物质、排放、配额、背景、基准。</translation>
    </message>
    <message>
        <source>The table of uncertainties names {field}, which is no account that is used. Used are {known}.</source>
        <translation>不确定性表写了 {field}，它不是所用的账目。所用的有 {known}。</translation>
    </message>
    <message>
        <source>The table of uncertainties needs {columns} cells in each row: field, standard deviation, low, high.</source>
        <translation>不确定性表每行需要 {columns} 格：字段、标准差、下端、上端。</translation>
    </message>
    <message>
        <source>The table of zoning standards {file} has no rows.</source>
        <translation>分区标准表 {file} 没有数据行。</translation>
    </message>
    <message>
        <source>The table {name} needs {columns} cells in each row.</source>
        <translation>表 {name} 每行需要 {columns} 个单元格。</translation>
    </message>
    <message>
        <source>The table {name} needs {count} cells in each row.</source>
        <translation>表 {name} 每行需要 {count} 个单元格。</translation>
    </message>
    <message>
        <source>The table {table} ({scheme}) has no export coefficients. None is built in, because they depend on the place: export land_export with “Factor tables”, fill in values with their sources, and give the file.</source>
        <translation>表 {table}（{scheme}）没有输出系数。输出系数因地而异，不内置：请用“因子表”导出 land_export，填入数值和来源，再作为输入。</translation>
    </message>
    <message>
        <source>The table {table} has no fields {fields}.</source>
        <translation>表 {table} 没有字段 {fields}。</translation>
    </message>
    <message>
        <source>The table {table} has no scheme {chosen}; its scheme {used} is used.</source>
        <translation>表 {table} 没有方案 {chosen}；采用其方案 {used}。</translation>
    </message>
    <message>
        <source>The table {table} has no scheme “{scheme}”; it has {schemes}.</source>
        <translation>表 {table} 没有方案“{scheme}”；现有 {schemes}。</translation>
    </message>
    <message>
        <source>The table {table} has {count} values for {parameter} of {key} (regions or years). Keep one.</source>
        <translation>表 {table} 中 {key} 的 {parameter} 有 {count} 个值（地区或年份不同）。请保留一个。</translation>
    </message>
    <message>
        <source>The table {table} of the register has no field {field}.</source>
        <translation>台账的“{table}”表没有字段 {field}。</translation>
    </message>
    <message>
        <source>The tables have no ranges of the tissue and the shells of a harvest: their limits tell of the tonnes alone (HARVEST_PERCENT: {percent} %); N₂O of fed fish has a range.</source>
        <translation>因子表没有收获软组织和贝壳的区间：其上下限只反映产量的不确定性（HARVEST_PERCENT：{percent} %）；投饵养鱼 N₂O 有区间。</translation>
    </message>
    <message>
        <source>The tax rate of {medium}, {rate} yuan per equivalent, lies outside the statutory range of {low} to {high}.</source>
        <translation>{medium} 的税额为每当量 {rate} 元，超出法定幅度 {low} 至 {high} 元。</translation>
    </message>
    <message>
        <source>The template {path} cannot be read: {reason}.</source>
        <translation>模板 {path} 无法读取：{reason}。</translation>
    </message>
    <message>
        <source>The threshold mode {mode} is not known; choose one of {known}.</source>
        <translation>阈值方式 {mode} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The threshold {name} is {value}; it must be a number above 0.</source>
        <translation>阈值 {name} 为 {value}；它必须是大于 0 的数。</translation>
    </message>
    <message>
        <source>The thresholds of the carbon grades are {lower} and {upper} t CO2e/ha; give two numbers above 0, the first below the second.</source>
        <translation>碳等级界限为 {lower} 与 {upper} t CO2e/公顷；请给出两个大于 0 的数，前者小于后者。</translation>
    </message>
    <message>
        <source>The thresholds of the grades follow the data; use them for exploration only, not for comparisons over time or assessment.</source>
        <translation>等级界限随数据变化；仅供探索，不得用于跨年比较或考核。</translation>
    </message>
    <message>
        <source>The tolerance of the relation {kind} is no number of 0 or above.</source>
        <translation>关系 {kind} 的容许偏差不是大于等于 0 的数。</translation>
    </message>
    <message>
        <source>The total is on the consumption side: {amount} t CO2e of power and heat supply are shown in power_tco2 and not added, because users carry them in scope 2.</source>
        <translation>总量按消费侧计：供电供热的 {amount} t CO2e 列于 power_tco2 而不计入，因为用户已在范围二中承担。</translation>
    </message>
    <message>
        <source>The total is on the production side: {amount} t CO2e of bought power and heat are shown in scope2_tco2 and not added.</source>
        <translation>总量按生产侧计：外购电力与热力的 {amount} t CO2e 列于 scope2_tco2 而不计入。</translation>
    </message>
    <message>
        <source>The total that is to be shared must be a number.</source>
        <translation>要分解的总量必须是数值。</translation>
    </message>
    <message>
        <source>The transfer matrix must not be negative, and no source may hand on more than it emits: the largest column sum is {sum}.</source>
        <translation>传输矩阵不得为负，且任何源传出的量不得超过其排放：最大的列合计为 {sum}。</translation>
    </message>
    <message>
        <source>The transfer matrix names {count} pairs twice.</source>
        <translation>传输矩阵有 {count} 对重复。</translation>
    </message>
    <message>
        <source>The transfer matrix names {count} places that no layer has, in {field}: {names}.</source>
        <translation>传输矩阵写了 {count} 个各图层 {field} 中都没有的地点：{names}。</translation>
    </message>
    <message>
        <source>The uncertainties of the reports must be known and must not all be zero; choose another way.</source>
        <translation>上报值的不确定性必须已知且不全为零；请改用其他方法。</translation>
    </message>
    <message>
        <source>The uncertainty of {field} needs either a standard deviation, or both a low and a high end.</source>
        <translation>{field} 的不确定性需要标准差，或同时需要下端与上端。</translation>
    </message>
    <message>
        <source>The unit code {code} ({count} rows) is not in the layer of the units; near it are: {near}.</source>
        <translation>单元代码 {code}（{count} 行）不在单元图层中；相近的有：{near}。</translation>
    </message>
    <message>
        <source>The unit {unit} measures {measured}, not {dimension}; use one of {accepted}.</source>
        <translation>单位 {unit} 度量的是 {measured}，而不是 {dimension}；请用 {accepted} 之一。</translation>
    </message>
    <message>
        <source>The unit “{unit}” is not known. Write it with units of the list, for example 10^4 t, km2, tce, kWh, tCO2/10^4 Nm3 or tC ha-1 a-1.</source>
        <translation>单位“{unit}”未知。请用单位表中的单位书写，例如 10^4 t、km2、tce、kWh、tCO2/10^4 Nm3 或 tC ha-1 a-1。</translation>
    </message>
    <message>
        <source>The unit “{unit}” is not known; use one of {accepted}.</source>
        <translation>单位“{unit}”未知；请用 {accepted} 之一。</translation>
    </message>
    <message>
        <source>The upper bounds add up to {sum}, {gap} less than the {total} to be shared. Raise them.</source>
        <translation>上界合计 {sum}，比要分配的 {total} 少 {gap}。请提高上界。</translation>
    </message>
    <message>
        <source>The values have indicators (ITEM), so the plan needs them too: choose PLAN_ITEM.</source>
        <translation>数值表分指标（ITEM），规划表也须分指标：请选择 PLAN_ITEM。</translation>
    </message>
    <message>
        <source>The values must be known for every unit and must not all be equal; check the field.</source>
        <translation>每个单元的值必须已知且不能全部相等；请检查字段。</translation>
    </message>
    <message>
        <source>The values of some pollutants have no unit; equivalents take them for loads of one unit, as they do their standards.</source>
        <translation>部分污染物的数值没有单位；当量法将其与标准一并视为同一单位的负荷。</translation>
    </message>
    <message>
        <source>The values of the package of {unit} are not those that its JSON vouches for. Ask the sender for it again.</source>
        <translation>{unit} 上报包中的数值与 JSON 的校验不符。请上报单位重新发送。</translation>
    </message>
    <message>
        <source>The values of the raster {name} do not tell the land-use scheme; it may be {schemes}. Choose it.</source>
        <translation>栅格 {name} 的取值无法判断地类体系；可能是 {schemes}。请选择。</translation>
    </message>
    <message>
        <source>The warning levels {levels} are not known; use {accepted}.</source>
        <translation>预警等级 {levels} 无法识别，请使用 {accepted}。</translation>
    </message>
    <message>
        <source>The way {method} is not known; choose one of {known}.</source>
        <translation>方法 {method} 无法识别，请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>The way {method} needs standard deviations of the reports.</source>
        <translation>方法 {method} 需要上报值的标准差。</translation>
    </message>
    <message>
        <source>The way {way} needs the parameters {lacking}.</source>
        <translation>方式 {way} 需要参数 {lacking}。</translation>
    </message>
    <message>
        <source>The weighing {name} is not known; choose one of {known}.</source>
        <translation>赋权方法 {name} 未知；请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>The weight {weight} of the pollutant {field} is not a number.</source>
        <translation>污染物 {field} 的权重 {weight} 不是数字。</translation>
    </message>
    <message>
        <source>The weights of an allocation must be known, none negative and not all zero.</source>
        <translation>分配的权重必须已知、不为负且不全为零。</translation>
    </message>
    <message>
        <source>The weights of an assessment must be known, none negative and not all zero.</source>
        <translation>考核的权重必须已知、不为负且不全为零。</translation>
    </message>
    <message>
        <source>The weights of sinks and core areas must not both be 0.</source>
        <translation>碳汇与核心区的权重不能都为 0。</translation>
    </message>
    <message>
        <source>The weights of these groups are all zero: {groups}.</source>
        <translation>这些分组的权重全部为零：{groups}。</translation>
    </message>
    <message>
        <source>The weights of {count} children are missing or negative (first rows: {rows}).</source>
        <translation>{count} 个下级单元的权重缺失或为负（首几行：{rows}）。</translation>
    </message>
    <message>
        <source>The weights of {count} units are negative: {units}.</source>
        <translation>{count} 个单元的权重为负：{units}。</translation>
    </message>
    <message>
        <source>The weights {fields} are to be years of one quantity, but their names do not hold a year each. Rename them, or use a field of groups.</source>
        <translation>权重字段 {fields} 应为同一量的各年份，但名称中没有各自的年份。请改名，或使用分组字段。</translation>
    </message>
    <message>
        <source>The weights {weights} cannot be used: give one number per pollutant ({count}), none negative, not all zero.</source>
        <translation>权重 {weights} 不可用：请为每种污染物（{count} 种）各给一个数，不为负且不全为零。</translation>
    </message>
    <message>
        <source>The weights “{weights}” do not fit: one number of 0 or above is needed for each of the {count} rasters, and one of them above 0.</source>
        <translation>权重“{weights}”不匹配：{count} 个栅格各需要一个不小于 0 的数，且至少一个大于 0。</translation>
    </message>
    <message>
        <source>The wide table {layer} lacks columns that {input} has: {columns}.</source>
        <translation>宽表 {layer} 缺少 {input} 中的列：{columns}。</translation>
    </message>
    <message>
        <source>The wind frequencies must be 0 or above, and not all 0.</source>
        <translation>风频必须不小于 0，且不全为 0。</translation>
    </message>
    <message>
        <source>The workbook {path} could not be written ({reason}). Choose another place.</source>
        <translation>工作簿 {path} 无法写入（{reason}）。请另选位置。</translation>
    </message>
    <message>
        <source>The worth of a change needs two dates with their years (YEARS).</source>
        <translation>变化的价值需要两期土地及其年份（YEARS）。</translation>
    </message>
    <message>
        <source>The year of the forecast, {horizon}, must lie after the last year with values, {last}.</source>
        <translation>预测年份 {horizon} 须晚于最后有数值的年份 {last}。</translation>
    </message>
    <message>
        <source>The year of the period before must lie before the year that is judged.</source>
        <translation>上期年份须早于评价年份。</translation>
    </message>
    <message>
        <source>The years {text} do not ascend. Give the land and its years in their order.</source>
        <translation>年份 {text} 不是递增的。请按时间顺序给出土地及其年份。</translation>
    </message>
    <message>
        <source>The years {years} are given more than once; keep one value per year.</source>
        <translation>年份 {years} 重复出现；每年请只保留一个值。</translation>
    </message>
    <message>
        <source>The years “{text}” cannot be read at “{part}”. Write years or periods such as 2024 or 2015-2020, separated by commas; nothing means all years.</source>
        <translation>年份“{text}”在“{part}”处无法识别。请写 2024 或 2015-2020 这样的年份或时段，用逗号分隔；留空表示全部年份。</translation>
    </message>
    <message>
        <source>The zero-sum DEA did not settle within {rounds} rounds; use another method.</source>
        <translation>零和 DEA 在 {rounds} 轮内未收敛；请改用其他方法。</translation>
    </message>
    <message>
        <source>The zero-sum DEA of {count} units would take too long; it is offered for up to {most}. Use another method.</source>
        <translation>{count} 个单元的零和 DEA 耗时过长；最多支持 {most} 个。请改用其他方法。</translation>
    </message>
    <message>
        <source>The zoning method {method} is not known; choose one of {known}.</source>
        <translation>分区方法 {method} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>The {name} must be above 0 in every unit; it is not in rows {rows}.</source>
        <translation>每个单元的 {name} 必须大于 0；第 {rows} 行不是。</translation>
    </message>
    <message>
        <source>The {what} {file} cannot be read as an Excel workbook: {reason}. Save it again as .xlsx or as CSV.</source>
        <translation>{what} {file} 无法按 Excel 工作簿读取：{reason}。请另存为 .xlsx 或 CSV。</translation>
    </message>
    <message>
        <source>The {what} {file} cannot be read: {reason}.</source>
        <translation>{what} {file} 无法读取：{reason}。</translation>
    </message>
    <message>
        <source>The {what} {file} has the column {column} more than once; rename or delete one of them.</source>
        <translation>{what} {file} 的列 {column} 出现多次；请改名或删除其一。</translation>
    </message>
    <message>
        <source>The {what} {file} is empty.</source>
        <translation>{what} {file} 是空的。</translation>
    </message>
    <message>
        <source>The {what} {file} is not text in any encoding that was tried ({encodings}). Save it again as CSV in UTF-8.</source>
        <translation>{what} {file} 不是所尝试的任何编码（{encodings}）的文本。请另存为 UTF-8 的 CSV。</translation>
    </message>
    <message>
        <source>The {what} {file} lacks the columns {missing}; it has {columns}. Delimiters that were tried: {delimiters}.</source>
        <translation>{what} {file} 缺少列 {missing}；现有 {columns}。已尝试的分隔符：{delimiters}。</translation>
    </message>
    <message>
        <source>There are no values of {year}; the years are {years}.</source>
        <translation>没有 {year} 年的数值；现有年份为 {years}。</translation>
    </message>
    <message>
        <source>There are {count} dates of land but {years} years ({text}). Give one year for each.</source>
        <translation>土地有 {count} 期，年份却有 {years} 个（{text}）。请为每期给出一个年份。</translation>
    </message>
    <message>
        <source>There are {count} indicators; give one weight for each, none negative and not all zero.</source>
        <translation>共有 {count} 个指标；请为每个指标给出一个权重，不得为负，也不得全为零。</translation>
    </message>
    <message>
        <source>There are {count} units; at least {needed} are needed for these neighbours.</source>
        <translation>现有 {count} 个单元；这种邻接至少需要 {needed} 个。</translation>
    </message>
    <message>
        <source>There is a register at {place} already. Choose another place, or let it be brought up to date.</source>
        <translation>{place} 已有台账。请另选位置，或将其升级。</translation>
    </message>
    <message>
        <source>There is no enteric methane factor for {animal} kept {kept}; that of {used} is used.</source>
        <translation>没有饲养方式为 {kept} 的 {animal} 的肠道甲烷因子；采用 {used} 的因子。</translation>
    </message>
    <message>
        <source>There is no export coefficient of {pollutant} for {classes}. Add it to your table (0 where nothing leaves), or go on without this land.</source>
        <translation>{classes} 没有 {pollutant} 的输出系数。请在表中补充（没有流失的写 0），或选择不计这些土地。</translation>
    </message>
    <message>
        <source>There is no factor table {name}; there are {names}.</source>
        <translation>没有因子表 {name}；现有 {names}。</translation>
    </message>
    <message>
        <source>There is no land at {dates} where the other date has some. Check the place, CRS and NoData value of its land cover.</source>
        <translation>{dates} 没有任何土地，而另一时期有。请检查其土地覆被的位置、坐标系和 NoData 值。</translation>
    </message>
    <message>
        <source>There is no land-use scheme {scheme}; there are {schemes}.</source>
        <translation>没有地类体系 {scheme}；现有 {schemes}。</translation>
    </message>
    <message>
        <source>There is no palette {palette}; there are {palettes}.</source>
        <translation>没有配色方案 {palette}；可用的有：{palettes}。</translation>
    </message>
    <message>
        <source>There is no parameter {name}; is {near} meant?</source>
        <translation>没有参数 {name}；是否指 {near}?</translation>
    </message>
    <message>
        <source>There is no parameter {name}; the parameters are {known}.</source>
        <translation>没有参数 {name}；参数有 {known}。</translation>
    </message>
    <message>
        <source>There is no province or regional grid {region}. Give an administrative code such as 510000, or one of {grids}, CN.</source>
        <translation>没有省份或区域电网 {region}。请给出 510000 这样的行政区代码，或 {grids}、CN 之一。</translation>
    </message>
    <message>
        <source>There is no raster {name}. Name a layer of the project or a file.</source>
        <translation>没有栅格 {name}。请写项目中的图层或文件。</translation>
    </message>
    <message>
        <source>There is no register at {place} that could be brought up to date.</source>
        <translation>{place} 没有可升级的台账。</translation>
    </message>
    <message>
        <source>There is no register at {place}. Make one with “Create register”, or choose another place.</source>
        <translation>{place} 没有台账。请用“新建台账”建立，或另选位置。</translation>
    </message>
    <message>
        <source>There is no register to write the results into; name it (REGISTER).</source>
        <translation>没有可写入结果的台账；请指定台账（REGISTER）。</translation>
    </message>
    <message>
        <source>There is no relation of the kind {kind}; there are {kinds}.</source>
        <translation>没有 {kind} 类型的关系；可用的有 {kinds}。</translation>
    </message>
    <message>
        <source>There is no rule of magnitudes {rule}; there are {rules}.</source>
        <translation>没有量级规则 {rule}；可用的有 {rules}。</translation>
    </message>
    <message>
        <source>There is no set of global warming potentials {name}; there are {known}.</source>
        <translation>没有全球增温潜势集 {name}；现有 {known}。</translation>
    </message>
    <message>
        <source>There is no set of industrial grades {set}; there are {known}.</source>
        <translation>没有工业分级集 {set}；现有 {known}。</translation>
    </message>
    <message>
        <source>There is no set of zoning standards {set}; there are {known}.</source>
        <translation>没有分区标准集 {set}；现有 {known}。</translation>
    </message>
    <message>
        <source>There is no standard {standard}; there are {known}.</source>
        <translation>没有标准 {standard}；现有 {known}。</translation>
    </message>
    <message>
        <source>There is no switch {switches} for doubtful land classes; there are {known}.</source>
        <translation>存疑地类没有开关 {switches}；现有 {known}。</translation>
    </message>
    <message>
        <source>There is no table of corresponding codes from {source} to {target}. Choose two different schemes of: {known}.</source>
        <translation>没有从 {source} 到 {target} 的代码对应表。请在 {known} 中选择两个不同的体系。</translation>
    </message>
    <message>
        <source>There is no table {table}; there are {known}.</source>
        <translation>没有表 {table}；现有 {known}。</translation>
    </message>
    <message>
        <source>There is no unit to draw: nothing is known on both sides.</source>
        <translation>没有可绘制的单元：没有两侧都已知的单元。</translation>
    </message>
    <message>
        <source>There is no {gas} factor for burning {activity} in this sector ({use}); it is left out.</source>
        <translation>该部门焚烧 {activity}（{use}）没有 {gas} 因子；已略去。</translation>
    </message>
    <message>
        <source>These are no wind directions: {unknown}. Write N, NNE, NE ... or degrees.</source>
        <translation>这些不是风向：{unknown}。请写 N、NNE、NE……或度数。</translation>
    </message>
    <message>
        <source>These conflicts were not checked, because a layer is missing: {codes}. That is not to say that there are none.</source>
        <translation>因缺少图层，这些冲突未检查：{codes}。这并不表示没有冲突。</translation>
    </message>
    <message>
        <source>These criteria have no weight: {fields}.</source>
        <translation>以下指标没有权重：{fields}。</translation>
    </message>
    <message>
        <source>These fields have no uncertainty beside them and count as exactly known: {fields}. Give their standard deviation, or a percentage.</source>
        <translation>这些字段旁没有不确定性，视为确知：{fields}。请给出其标准差或百分比。</translation>
    </message>
    <message>
        <source>These functional classes of {medium} are not known: {classes}. The standard has {known}.</source>
        <translation>这些 {medium} 功能类别未知：{classes}。该标准有 {known}。</translation>
    </message>
    <message>
        <source>These kinds in {layer} are not known and count as ordinary parts of the boundary (polygons): {kinds}. Known are {known}.</source>
        <translation>{layer} 中这些类型未知，按边界的普通部分计（面）：{kinds}。已知的有 {known}。</translation>
    </message>
    <message>
        <source>These media are not known: {media}. Write one of {known}.</source>
        <translation>这些介质未知：{media}。请写 {known} 之一。</translation>
    </message>
    <message>
        <source>These planning zones of {layer} are not known; land use decides there (polygons): {zones}.</source>
        <translation>{layer} 的这些规划分区未知，由土地利用决定（面）：{zones}。</translation>
    </message>
    <message>
        <source>This GDAL cannot write Excel workbooks (no XLSX driver). Write CSV instead.</source>
        <translation>本机 GDAL 不能写 Excel 工作簿（缺少 XLSX 驱动）。请改写 CSV。</translation>
    </message>
    <message>
        <source>This choice needs the Python package {names}, which this QGIS lacks. Choose otherwise, or get it. {how}</source>
        <translation>此选项需要 Python 包 {names}，当前 QGIS 没有。请改选，或安装该包。{how}</translation>
    </message>
    <message>
        <source>This method needs fields for {columns}. Choose them.</source>
        <translation>该方法需要以下字段：{columns}。请选择。</translation>
    </message>
    <message>
        <source>To find the unit of a point by its place, {points} must hold points and {units} polygons. Else choose the field with the unit of each point.</source>
        <translation>按位置确定点所属单元时，{points} 须为点图层，{units} 须为面图层；否则请选择点所属单元的字段。</translation>
    </message>
    <message>
        <source>To take the children of {parent} alone, choose the field with the code of the parent.</source>
        <translation>若只取 {parent} 的下级，请选择上级代码字段。</translation>
    </message>
    <message>
        <source>Totals of the units are shared out by area ({fields}). They do not say where within a unit emissions arise: sea and fields get their part of what a town emits. Do not hand in emissions of sub-zones on this ground; take accounts of parcels or a grid.</source>
        <translation>单元的总量按面积分摊（{fields}）。它们并不说明排放发生在单元内的何处：海域和农田也分到了乡镇排放的一部分。请勿据此上报亚区排放；应采用图斑或格网核算结果。</translation>
    </message>
    <message>
        <source>Two polygons could not be overlaid: {reason}. Check both layers for invalid polygons.</source>
        <translation>有两个面无法叠加：{reason}。请检查两个图层的无效面。</translation>
    </message>
    <message>
        <source>Values of another kind need the field with the kind (KIND).</source>
        <translation>不同类型的数值需要类型字段（KIND）。</translation>
    </message>
    <message>
        <source>Values of {indicators} are summed, because the list of indicators does not have them. Choose RULE where that is wrong: intensities, shares and concentrations must never be summed.</source>
        <translation>指标表中没有 {indicators}，其数值按求和处理。如不正确请选择 RULE：强度、占比和浓度决不能求和。</translation>
    </message>
    <message>
        <source>Values of {pollutant} have no unit; they are taken in {unit}, the unit of the limit.</source>
        <translation>{pollutant} 的数值没有单位；按限值的单位 {unit} 处理。</translation>
    </message>
    <message>
        <source>Values of {pollutant} in “{unit}” (rows {rows}) cannot be compared with the limit in {limit_unit}: {reason}</source>
        <translation>{pollutant} 以“{unit}”计的数值（行 {rows}）无法与以 {limit_unit} 计的限值比较：{reason}</translation>
    </message>
    <message>
        <source>Waits for: {names}.</source>
        <translation>等待：{names}。</translation>
    </message>
    <message>
        <source>Weights of classes were given, but no raster of land use; choose LAND.</source>
        <translation>给出了类别权重，却没有土地利用栅格；请选择 LAND。</translation>
    </message>
    <message>
        <source>Where estimates stand in rows, choose the one field that holds them.</source>
        <translation>估算逐行给出时，请选择其数值所在的那一个字段。</translation>
    </message>
    <message>
        <source>Where every year has its row, choose one field for {name}, not {count}. For a field for each year set LAYOUT to fields.</source>
        <translation>每年一行的表，{name} 应选一个字段，而不是 {count} 个。每年一个字段的表请将 LAYOUT 设为 fields。</translation>
    </message>
    <message>
        <source>Wide tables hold one quantity each; give the loads in {name}.</source>
        <translation>每张宽表只含一个量；请在 {name} 中给出负荷宽表。</translation>
    </message>
    <message>
        <source>With {permutations} permutations no p-value can be below {smallest}, but the level is {level}; nothing can be significant. Raise the number of permutations.</source>
        <translation>{permutations} 次置换时 p 值不会低于 {smallest}，而显著性水平为 {level}；不可能有显著结果。请增加置换次数。</translation>
    </message>
    <message>
        <source>Within the distance {distance} there are {pairs} pairs of neighbours, more than memory and time allow ({most}). Choose a smaller distance, or the nearest neighbours.</source>
        <translation>距离 {distance} 内有 {pairs} 对邻居，超过内存与时间所允许的数量（{most}）。请用更小的距离，或最近邻。</translation>
    </message>
    <message>
        <source>Without a field for core areas the sinks need a weight above 0.</source>
        <translation>没有核心区字段时，碳汇权重须大于 0。</translation>
    </message>
    <message>
        <source>Without polygons of both dates, merged and split units cannot be told from others.</source>
        <translation>没有两个日期的面，就无法识别合并与拆分的单元。</translation>
    </message>
    <message>
        <source>Write down the reason; without one no class is set or withdrawn by hand.</source>
        <translation>请写明理由；没有理由不得人工判定或撤回类别。</translation>
    </message>
    <message>
        <source>Write down who decides.</source>
        <translation>请写明判定人。</translation>
    </message>
    <message>
        <source>Write where the thresholds come from into the parameter {name}.</source>
        <translation>请在参数 {name} 中写明界限的出处。</translation>
    </message>
    <message>
        <source>Years were chosen, but no field of the year; choose the field YEAR.</source>
        <translation>选了年份却没有年份字段；请选择字段 YEAR。</translation>
    </message>
    <message>
        <source>You may not write the register {place} ({reason}). Nothing was written. Ask its administrator for the right.</source>
        <translation>您没有写入台账 {place} 的权限（{reason}）。没有写入任何内容。请向管理员申请权限。</translation>
    </message>
    <message>
        <source>{above} over {below} is {value} {unit}; the factor tables hold {low} to {high} ({source}), into which it falls without a slip by {slip}.</source>
        <translation>{above} 除以 {below} 为 {value} {unit}；因子表的范围为 {low}～{high}（{source}），消除 {slip} 的错误后即在范围内。</translation>
    </message>
    <message>
        <source>{above} over {below} is {value} {unit}; the factor tables hold {low} to {high} ({source}).</source>
        <translation>{above} 除以 {below} 为 {value} {unit}；因子表的范围为 {low}～{high}（{source}）。</translation>
    </message>
    <message>
        <source>{activity} (rows {rows}): {reason}</source>
        <translation>{activity}（第 {rows} 行）：{reason}</translation>
    </message>
    <message>
        <source>{activity}: {count} rows, {amount} {unit} in all. {reason}</source>
        <translation>{activity}：{count} 行，共 {amount} {unit}。{reason}</translation>
    </message>
    <message>
        <source>{activity}: {count} rows, {amount} {unit} in all: no carbon per standard coal (tC/tce) is known for it.</source>
        <translation>{activity}：{count} 行，共 {amount} {unit}：没有其单位标准煤含碳量（tC/tce）。</translation>
    </message>
    <message>
        <source>{activity}: {count} rows, {amount} {unit} in all: the unit cannot be turned into standard coal. Give tce or a unit of mass, volume or energy.</source>
        <translation>{activity}：{count} 行，共 {amount} {unit}：该单位无法折算为标准煤。请给出 tce，或质量、体积、能量单位。</translation>
    </message>
    <message>
        <source>{area} ha are known at one of the dates {start} and {end} only; their change is not counted.</source>
        <translation>{area} 公顷只在 {start} 和 {end} 中的一期已知，其变化不计。</translation>
    </message>
    <message>
        <source>{area} ha of habitats lie in no unit; they are not counted.</source>
        <translation>有 {area} ha 生境不在任何单元内，不计入。</translation>
    </message>
    <message>
        <source>{area} ha of land lie in no unit; they are not counted.</source>
        <translation>有 {area} 公顷土地不在任何单元内；不予计算。</translation>
    </message>
    <message>
        <source>{area} ha of marine lines lie landward of the sea mask; they count as marine space. Check the coastline.</source>
        <translation>有 {area} 公顷海上控制线位于海域范围的向陆一侧；按海洋空间计。请检查海岸线。</translation>
    </message>
    <message>
        <source>{area} ha of {layer} lie outside all administrative units; they stand apart.</source>
        <translation>{layer} 有 {area} 公顷在所有行政单元之外；单独列出。</translation>
    </message>
    <message>
        <source>{area} ha of {layer} lie outside the administrative units and are left out.</source>
        <translation>{layer} 有 {area} 公顷位于行政单元之外，已略去。</translation>
    </message>
    <message>
        <source>{area} ha of {layer} lie outside the units and are left out.</source>
        <translation>{layer} 有 {area} 公顷在单元之外，已略去。</translation>
    </message>
    <message>
        <source>{cell} of the indicator {code} is below 0.</source>
        <translation>指标 {code} 的 {cell} 小于 0。</translation>
    </message>
    <message>
        <source>{cell} of the indicator {code} is neither ceiling nor floor.</source>
        <translation>指标 {code} 的 {cell} 既不是 ceiling（上限）也不是 floor（下限）。</translation>
    </message>
    <message>
        <source>{cell} of the indicator {code} is neither rigid nor expected.</source>
        <translation>指标 {code} 的 {cell} 既不是 rigid（约束性）也不是 expected（预期性）。</translation>
    </message>
    <message>
        <source>{classes} classes need as many different values, but there are only {count}. Ask for fewer classes, or give the thresholds.</source>
        <translation>分 {classes} 级需要同样多的不同数值，而只有 {count} 个。请减少级数，或直接给阈值。</translation>
    </message>
    <message>
        <source>{count} activities have no factor of any pollutant and are not counted: {activities}. Where they discharge any, add factors (ef_SO2, ef_COD …) to a table of emission factors of your own.</source>
        <translation>{count} 种活动没有任何污染物的因子，未计入：{activities}。确有排放的，请在自备排放因子表中增加因子（ef_SO2、ef_COD 等）。</translation>
    </message>
    <message>
        <source>{count} aggregates are not written into the register: those of targets and forecasts, which nobody measured, and those beside one of the same year whose kind goes before (actual, adjusted, reported).</source>
        <translation>{count} 个汇总值未写入台账：由目标值和预测值汇总的（并非实测），以及同一年份已有优先类型（实际、平差、上报）汇总值的。</translation>
    </message>
    <message>
        <source>{count} aggregates that lack children are not written into the register: they would be taken for the whole.</source>
        <translation>{count} 个缺少下级的汇总未写入台账，以免被当作全部。</translation>
    </message>
    <message>
        <source>{count} amounts are infinite (rows: {rows}). Correct them.</source>
        <translation>有 {count} 个数量为无穷（行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} amounts are infinite (rows: {rows}). Correct them; leave a missing amount empty.</source>
        <translation>有 {count} 个数量为无穷（行：{rows}）。请更正；缺失的数量请留空。</translation>
    </message>
    <message>
        <source>{count} amounts are missing; they are not zero, and their units carry the flag PART_P or NO_P.</source>
        <translation>有 {count} 个数量缺失；缺失不等于零，其单元带标记 PART_P 或 NO_P。</translation>
    </message>
    <message>
        <source>{count} amounts are negative (rows: {rows}). Correct them, or allow negative amounts where they are corrections.</source>
        <translation>有 {count} 个数量为负（行：{rows}）。请更正，或在其为更正数时允许负数。</translation>
    </message>
    <message>
        <source>{count} amounts are negative (rows: {rows}). Correct them, or allow negative amounts where they are meant as corrections.</source>
        <translation>有 {count} 个数量为负（行：{rows}）。请更正，或在其意为更正数时允许负数。</translation>
    </message>
    <message>
        <source>{count} amounts of background are negative or infinite (first rows: {rows}). Correct them.</source>
        <translation>{count} 个背景量为负值或无穷大（首批行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} amounts of point sources of {layer} are negative or infinite (feature ids: {ids}). Correct them.</source>
        <translation>{layer} 有 {count} 个点源数量为负或无穷（要素号：{ids}）。请更正。</translation>
    </message>
    <message>
        <source>{count} amounts of {item} are negative (rows: {rows}).</source>
        <translation>{item} 有 {count} 个负值（行：{rows}）。</translation>
    </message>
    <message>
        <source>{count} amounts of {layer} are negative or infinite (rows: {rows}). Correct them.</source>
        <translation>{layer} 有 {count} 个数量为负或无穷大（行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} amounts of {pollutant} have no unit (rows: {rows}). Fill it in, or give one unit for all.</source>
        <translation>{pollutant} 有 {count} 个数量没有单位（行：{rows}）。请填写，或为全部给出一个单位。</translation>
    </message>
    <message>
        <source>{count} areas of the field {field} are negative or infinite (units: {units}). Correct them; leave those blank that are not known.</source>
        <translation>字段 {field} 有 {count} 个面积为负或无穷（单元：{units}）。请更正；未知者请留空。</translation>
    </message>
    <message>
        <source>{count} areas of {layer} are negative or infinite (rows: {rows}). Correct them.</source>
        <translation>{layer} 有 {count} 个面积为负或无穷大（行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} benchmarks of points are negative or infinite (first rows: {rows}). Correct them.</source>
        <translation>{count} 个点源基准值为负值或无穷大（首批行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} borders stay as they were, because they would cross others when smoothed.</source>
        <translation>{count} 条边界保持原状，因为平滑后会与其他边界相交。</translation>
    </message>
    <message>
        <source>{count} causes are told by their share, because their base is not known or nothing grew there.</source>
        <translation>{count} 项原因按占比分摊，因为基期未知或没有增长。</translation>
    </message>
    <message>
        <source>{count} cells of the table are missing or negative; fitting to two margins needs them all.</source>
        <translation>表中有 {count} 个单元格缺失或为负；拟合两组合计需要全部单元格。</translation>
    </message>
    <message>
        <source>{count} cells of the units have no value in {name}; they get nothing by it.</source>
        <translation>单元内有 {count} 个像元在 {name} 中无值；这些像元不据此分得。</translation>
    </message>
    <message>
        <source>{count} cells of {layer} are negative, which concentrations cannot be. Correct them (NoData where nothing is known), or say in {parameter} that they are net loads (loads).</source>
        <translation>{layer} 有 {count} 个像元为负，而浓度不可能为负。请更正（未知处设为 NoData），或在 {parameter} 中说明其为净负荷（loads）。</translation>
    </message>
    <message>
        <source>{count} cells or polygons ({area} ha) have an NPP below 0 or above {most} gC per m² and year, which no vegetation makes; they count as unknown land. Check the scale and the NoData value ({parameter}) of NPP.</source>
        <translation>{count} 个像元或图斑（{area} 公顷）的 NPP 小于 0 或大于每年每平方米 {most} gC，任何植被都达不到；它们按未知土地计。请检查 NPP 的比例与 NoData 值（{parameter}）。</translation>
    </message>
    <message>
        <source>{count} cells or polygons ({area} ha), more than half of the land, have an NPP below 0 or above {most} gC per m² and year, which no vegetation makes. Check the unit (NPP_UNIT), the scale and the NoData value ({parameter}) of NPP.</source>
        <translation>{count} 个像元或图斑（{area} 公顷，超过土地的一半）的 NPP 小于 0 或大于每年每平方米 {most} gC，任何植被都达不到。请检查 NPP 的单位（NPP_UNIT）、比例与 NoData 值（{parameter}）。</translation>
    </message>
    <message>
        <source>{count} cells or polygons of known land ({area} ha) have no NPP or no climate of all months; they count as unknown land.</source>
        <translation>有 {count} 个已知地类的像元或图斑（{area} ha）没有 NPP 或缺少某月气候，计为未知土地。</translation>
    </message>
    <message>
        <source>{count} children are few for a DEA with one input and two outputs; below {least} most units look efficient.</source>
        <translation>{count} 个下级对一投入两产出的 DEA 偏少；少于 {least} 个时多数单元都会显示有效。</translation>
    </message>
    <message>
        <source>{count} children get a negative quota ({codes}): the method asks more of them than they have. Set lower bounds, or take another method.</source>
        <translation>{count} 个下级的分解值为负（{codes}）：该方法要求的削减超过其现有量。请设置下限或改用其他方法。</translation>
    </message>
    <message>
        <source>{count} classes of the land use have no weight (cells, area): {codes}{more}. Give them one (0 where nothing is emitted), or let them get nothing.</source>
        <translation>有 {count} 个地类没有权重（像元数、面积）：{codes}{more}。请给出权重（不排放为 0），或让它们不分得。</translation>
    </message>
    <message>
        <source>{count} comparisons are missing: {pairs}.</source>
        <translation>缺少 {count} 个比较：{pairs}。</translation>
    </message>
    <message>
        <source>{count} control units are above the maximum area by a fragment or by smoothing.</source>
        <translation>{count} 个管控单元略大于最大面积（并回碎块，或因平滑）。</translation>
    </message>
    <message>
        <source>{count} control units are below the minimum area, for want of a neighbour or by smoothing.</source>
        <translation>{count} 个管控单元小于最小面积（没有邻块，或因平滑）。</translation>
    </message>
    <message>
        <source>{count} emissions of points are negative or infinite (first rows: {rows}). Correct them.</source>
        <translation>{count} 个点源排放量为负值或无穷大（首批行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} emissions of {field} are negative (feature ids: {ids}); a source cannot emit less than nothing. Leave sinks out.</source>
        <translation>{field} 有 {count} 个排放为负（要素号：{ids}）；源的排放不会小于零。请去掉碳汇。</translation>
    </message>
    <message>
        <source>{count} energy amounts are negative or infinite (rows: {rows}). Correct them.</source>
        <translation>有 {count} 个能源数量为负或无穷（行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} enterprises of the exit list have no emission; what they save is unknown, not zero.</source>
        <translation>退出清单中有 {count} 家企业没有排放数据；其减少量未知，不是零。</translation>
    </message>
    <message>
        <source>{count} enterprises of {layer} lie in no sub-zone; they are on no list.</source>
        <translation>{layer} 有 {count} 家企业不在任何亚区内，不列入任何清单。</translation>
    </message>
    <message>
        <source>{count} estimates of the field {field} {fault} (features: {features}). Correct them.</source>
        <translation>字段 {field} 有 {count} 个估计值{fault}（要素：{features}）。请更正。</translation>
    </message>
    <message>
        <source>{count} features of {layer} are not industrial land by their codes; they have no grades.</source>
        <translation>{layer} 有 {count} 个要素按代码不是工业用地；不分级。</translation>
    </message>
    <message>
        <source>{count} features of {layer} cannot be transformed to {crs} (feature ids: {ids}).</source>
        <translation>{layer} 有 {count} 个要素无法转换到 {crs}（要素号：{ids}）。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no area; they count without one.</source>
        <translation>{layer} 有 {count} 个要素没有面积；不按面积计入。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no code (feature ids: {ids}); no message can name them.</source>
        <translation>{layer} 有 {count} 个要素没有代码（要素编号：{ids}），提示中无法指明。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no code of an administrative unit (first rows: {rows}). Fill them in, or give the layer of the administrative units.</source>
        <translation>{layer} 有 {count} 个要素没有行政单元代码（前几行：{rows}）。请补全，或给出行政单元图层。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no code. Fill it in.</source>
        <translation>图层 {layer} 有 {count} 个要素没有代码。请填写。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no geometry and are left out.</source>
        <translation>{layer} 有 {count} 个要素没有几何，已略去。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no land-use code; they are taken for industrial land.</source>
        <translation>{layer} 有 {count} 个要素没有地类代码；视为工业用地。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no land-use code; they count as no data.</source>
        <translation>{layer} 有 {count} 个要素没有地类代码；按无数据计。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no place in {crs} (feature ids: {ids}). Give them a point, or delete them.</source>
        <translation>{layer} 有 {count} 个要素在 {crs} 中没有位置（要素号：{ids}）。请给出点位，或删除。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no polygon and were left out (feature ids: {ids}).</source>
        <translation>{layer} 有 {count} 个要素没有面，已略去（要素号：{ids}）。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no polygon, or one without an extent (feature ids: {ids}). They weigh nothing in sums by area, though their area is only not known.</source>
        <translation>{layer} 中有 {count} 个要素没有多边形，或多边形没有面积（要素 ID：{ids}）。其面积实为未知，在按面积的合计中不占权重。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no unit code (feature ids: {ids}).</source>
        <translation>{layer} 有 {count} 个要素没有单元代码（要素编号：{ids}）。</translation>
    </message>
    <message>
        <source>{count} features of {layer} have no value in {field}; they count as no data.</source>
        <translation>{layer} 有 {count} 个要素的 {field} 无值；按无数据计。</translation>
    </message>
    <message>
        <source>{count} features of {layer} stand at nodes that no link has: {nodes}.</source>
        <translation>{layer} 有 {count} 个要素位于没有连接的节点：{nodes}。</translation>
    </message>
    <message>
        <source>{count} gaps of a sliver's size lie between the sub-zones.</source>
        <translation>亚区之间有 {count} 处碎屑大小的缝隙。</translation>
    </message>
    <message>
        <source>{count} groups lie in one point or on one line; they have a centre but no ellipse.</source>
        <translation>有 {count} 个分组位于一点或一条线上；有重心而无椭圆。</translation>
    </message>
    <message>
        <source>{count} industrial units have no carbon grade.</source>
        <translation>有 {count} 个工业单元没有碳等级。</translation>
    </message>
    <message>
        <source>{count} industrial units have no pollution grade.</source>
        <translation>有 {count} 个工业单元没有污染等级。</translation>
    </message>
    <message>
        <source>{count} industries are no codes of GB/T 4754-2017 and keep their own names: {codes}.</source>
        <translation>有 {count} 个行业不是 GB/T 4754-2017 代码，沿用原名：{codes}。</translation>
    </message>
    <message>
        <source>{count} industry codes of {layer} are not known (units): {codes}{more}. Codes are those of GB/T 4754-2017, two to four digits.</source>
        <translation>{layer} 有 {count} 个未知行业代码（单元）：{codes}{more}。代码为 GB/T 4754-2017 的二至四位码。</translation>
    </message>
    <message>
        <source>{count} invalid polygons of {layer} were repaired (feature ids: {ids}).</source>
        <translation>已修复 {layer} 的 {count} 个无效面（要素号：{ids}）。</translation>
    </message>
    <message>
        <source>{count} joint measures have a reduction that is not known; they are not judged.</source>
        <translation>{count} 项联合措施的减排量未知，未作判断。</translation>
    </message>
    <message>
        <source>{count} limits appear more than once: {repeated}. Give one for each unit and pollutant.</source>
        <translation>有 {count} 个限值重复出现：{repeated}。每个单元与污染物请只给一个。</translation>
    </message>
    <message>
        <source>{count} limits are missing; fill them in or delete their rows.</source>
        <translation>有 {count} 个限值缺失；请填写或删除这些行。</translation>
    </message>
    <message>
        <source>{count} lines of {pollutants} are not counted: of COD, BOD5 and TOC (and of other pollutants that contain one another) of one outlet only the largest counts.</source>
        <translation>{pollutants} 有 {count} 行不计：同一排放口的 COD、BOD5 与 TOC（以及其他互相包含的污染物）只计最大者。</translation>
    </message>
    <message>
        <source>{count} links have no length, or a negative one, in {field} (feature ids: {ids}).</source>
        <translation>有 {count} 条连接在 {field} 中没有长度或长度为负（要素号：{ids}）。</translation>
    </message>
    <message>
        <source>{count} measures are given twice for the same place: {measures}.</source>
        <translation>同一处有 {count} 项措施重复：{measures}。</translation>
    </message>
    <message>
        <source>{count} new tasks have no cause yet; tracegap finds them.</source>
        <translation>{count} 项新任务还没有原因，可用 tracegap 查找。</translation>
    </message>
    <message>
        <source>{count} new tasks have no deadline, because no days are set for their warning level. The days are a decision of the authority; the plugin has none of its own.</source>
        <translation>{count} 项新任务没有期限，因为其预警等级未设天数。天数由主管部门决定，本插件不设默认值。</translation>
    </message>
    <message>
        <source>{count} of the {all} values of the scheme {scheme} (table {table}) were not seen in their printed source (confidence: {confidence}). Look them up before the numbers are handed in; the algorithm “Factor tables” lists them with their sources.</source>
        <translation>方案 {scheme}（表 {table}）的 {all} 个数值中有 {count} 个未见到原始出处（可信度：{confidence}）。上报数值前请核对原文；算法“因子表”列出了它们及其来源。</translation>
    </message>
    <message>
        <source>{count} of {all} aggregates lack children; they are sums of those that reported, nothing is scaled up. See coverage and missing_units.</source>
        <translation>{all} 个汇总值中有 {count} 个下级缺报，仅为已上报者之和，不作放大。见 coverage 与 missing_units。</translation>
    </message>
    <message>
        <source>{count} of {rows} rows ({share} %) have no factor; they carry {energy} of {total} tce of the energy in the table.</source>
        <translation>{rows} 行中有 {count} 行（{share} %）没有因子；它们占表中能源 {total} tce 的 {energy} tce。</translation>
    </message>
    <message>
        <source>{count} outputs of points are negative or infinite (first rows: {rows}). Correct them.</source>
        <translation>{count} 个点源产出为负值或无穷大（首批行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} overlaps below {sliver} m² were left out as slivers, {area} ha in sum.</source>
        <translation>有 {count} 处小于 {sliver} m² 的重叠作为碎条略去，共 {area} 公顷。</translation>
    </message>
    <message>
        <source>{count} pairs of neighbours do not share all vertices of their border (T-junctions, overlaps); they were measured by their geometry.</source>
        <translation>有 {count} 对邻居沿边界没有共用全部顶点（T 形接点、重叠）；已按几何量算。</translation>
    </message>
    <message>
        <source>{count} pairs of neighbours do not share vertices along their border (T-junctions, overlaps); they were found by their geometry.</source>
        <translation>有 {count} 对邻居沿边界没有共用顶点（T 形接点、重叠）；已按几何找到。</translation>
    </message>
    <message>
        <source>{count} pairs of units lie at the same place; inverse distances are not defined for them. Use a distance band or nearest neighbours.</source>
        <translation>有 {count} 对单元位于同一点；无法定义其反距离。请用距离带或最近邻。</translation>
    </message>
    <message>
        <source>{count} parcels have no space A, E, U or M ({kinds}) and are not judged.</source>
        <translation>有 {count} 个图斑没有空间 A、E、U 或 M（{kinds}），不作判断。</translation>
    </message>
    <message>
        <source>{count} parcels to correct have no net emission (feature ids: {ids}); what they avoid is unknown, not zero.</source>
        <translation>有 {count} 个待纠错图斑没有净排放（要素号：{ids}）；其可避免量未知，而不是零。</translation>
    </message>
    <message>
        <source>{count} parents cannot be reconciled; closure_note says why.</source>
        <translation>{count} 个上级无法平差，原因见 closure_note。</translation>
    </message>
    <message>
        <source>{count} parents have children that did not report; nothing is adjusted there, because the gap may be those children.</source>
        <translation>{count} 个上级有下级缺报，未作平差，因为差额可能正是缺报者。</translation>
    </message>
    <message>
        <source>{count} patches below {minimum} ha ({area} ha in all) went to their neighbours.</source>
        <translation>有 {count} 个小于 {minimum} 公顷的碎块（共 {area} 公顷）并入相邻块。</translation>
    </message>
    <message>
        <source>{count} patches below {minimum} ha have no neighbour in their unit and stay.</source>
        <translation>有 {count} 个小于 {minimum} 公顷的碎块在单元内没有相邻块，予以保留。</translation>
    </message>
    <message>
        <source>{count} pieces have no value of {name}; sums are sums of what is known.</source>
        <translation>有 {count} 块没有 {name} 的值；合计为已知部分之和。</translation>
    </message>
    <message>
        <source>{count} point sources have no amount; they are left out.</source>
        <translation>有 {count} 个点源没有数量；已略去。</translation>
    </message>
    <message>
        <source>{count} point sources lie in no unit, so that they cannot be part of a total. Correct their places or codes, or count points on top of the totals.</source>
        <translation>有 {count} 个点源不在任何单元内，不能是某总量的一部分。请更正位置或代码，或把点源计为总量之外。</translation>
    </message>
    <message>
        <source>{count} point sources of {layer} lie beside the raster (feature ids: {ids}). Take a raster that covers them, or correct their places.</source>
        <translation>{layer} 有 {count} 个点源在栅格之外（要素号：{ids}）。请用能覆盖它们的栅格，或更正位置。</translation>
    </message>
    <message>
        <source>{count} points have no standard for {substance}, because their emission, output, unit or quota is not known: {codes}. Missing is not zero.</source>
        <translation>{count} 个点没有 {substance} 的标准，因为排放、产出、所属单元或配额未知：{codes}。缺失不是零。</translation>
    </message>
    <message>
        <source>{count} points have no unit, and so no standard: {codes}.</source>
        <translation>{count} 个点不属于任何单元，没有标准：{codes}。</translation>
    </message>
    <message>
        <source>{count} points may emit more {substance} than they do: {codes}. Give 1 as the upper bound ({parameter}) to allow nobody more than the present emission.</source>
        <translation>{count} 个点源的{substance}允许排放量高于现状：{codes}。若不允许超过现状排放，请将上限（{parameter}）设为 1。</translation>
    </message>
    <message>
        <source>{count} polygons could not be united: {reason}.</source>
        <translation>有 {count} 个面无法合并：{reason}。</translation>
    </message>
    <message>
        <source>{count} polygons have no class or no geometry and take no part.</source>
        <translation>有 {count} 个面没有类别或几何，不参加计算。</translation>
    </message>
    <message>
        <source>{count} quotas are negative or infinite (first rows: {rows}). Correct them.</source>
        <translation>{count} 个配额为负值或无穷大（首批行：{rows}）。请更正。</translation>
    </message>
    <message>
        <source>{count} receptors are reached by no source.</source>
        <translation>有 {count} 个受体没有任何源可达。</translation>
    </message>
    <message>
        <source>{count} records have no value; they are left out, not taken as zero.</source>
        <translation>{count} 条记录没有数值，未计入，不作零。</translation>
    </message>
    <message>
        <source>{count} removal rates do not lie between their low and high, or have only one of them, or one outside of 0 … 100 % (rows: {rows}).</source>
        <translation>{count} 个去除率不在其上下限之间，或只有一个限值，或限值超出 0～100 %（行：{rows}）。</translation>
    </message>
    <message>
        <source>{count} removal rates lie outside of {range} (rows: {rows}). Correct them, or choose how the rates are written (shares or percentages).</source>
        <translation>{count} 个去除率超出 {range}（行：{rows}）。请更正，或选择去除率的写法（比例或百分数）。</translation>
    </message>
    <message>
        <source>{count} repeated rows were left out.</source>
        <translation>已略去 {count} 个重复行。</translation>
    </message>
    <message>
        <source>{count} reports name tasks that the register does not have (rows in brackets): {codes}.</source>
        <translation>{count} 条进展所指任务不在台账中（括号内为行号）：{codes}。</translation>
    </message>
    <message>
        <source>{count} results have the same unit, indicator and year, so the register cannot tell them apart.</source>
        <translation>{count} 个结果的单元、指标和年份相同，台账无法区分。</translation>
    </message>
    <message>
        <source>{count} rows are totals ({code}) and would be counted twice (rows: {rows}).</source>
        <translation>{count} 行是合计（{code}），会重复计算（行：{rows}）。</translation>
    </message>
    <message>
        <source>{count} rows are totals and would be counted twice (rows: {rows}). Remove them.</source>
        <translation>有 {count} 行是合计，会被重复计算（行：{rows}）。请删除。</translation>
    </message>
    <message>
        <source>{count} rows carry a sum of other rows instead of a unit (rows: {rows}); they are left out.</source>
        <translation>有 {count} 行是其他行之和而不是单元（行：{rows}）；已略去。</translation>
    </message>
    <message>
        <source>{count} rows do not say what they estimate ({field} is empty); they are left out.</source>
        <translation>{count} 行未说明估算对象（{field} 为空），不计入。</translation>
    </message>
    <message>
        <source>{count} rows have no activity (rows: {rows}). Name what was burnt, used or kept.</source>
        <translation>有 {count} 行没有活动（行：{rows}）。请写明所燃烧、使用或饲养的对象。</translation>
    </message>
    <message>
        <source>{count} rows have no amount. They are not counted as zero; their units carry the flag PART_E or NO_E.</source>
        <translation>有 {count} 行没有数量。它们不按零计；其单元带标记 PART_E 或 NO_E。</translation>
    </message>
    <message>
        <source>{count} rows have no amount. They are not counted as zero; their units carry the flag PART_P or NO_P.</source>
        <translation>{count} 行没有数量，不按零计；相应单元标记 PART_P 或 NO_P。</translation>
    </message>
    <message>
        <source>{count} rows have no unit code (rows: {rows}).</source>
        <translation>{count} 行没有单元代码（行：{rows}）。</translation>
    </message>
    <message>
        <source>{count} rows have no unit code (rows: {rows}). Fill it in or delete them.</source>
        <translation>有 {count} 行没有单元代码（行：{rows}）。请填写或删除。</translation>
    </message>
    <message>
        <source>{count} rows have no unit code (rows: {rows}). Fill it in, or remove rows that are none.</source>
        <translation>有 {count} 行没有单元代码（行：{rows}）。请填写，或删除不是单元的行。</translation>
    </message>
    <message>
        <source>{count} rows have no unit or no source and are left out.</source>
        <translation>有 {count} 行没有单元或源，已略去。</translation>
    </message>
    <message>
        <source>{count} rows have no year (rows: {rows}). Fill it in, or leave the year field out.</source>
        <translation>有 {count} 行没有年份（行：{rows}）。请填写，或不用年份字段。</translation>
    </message>
    <message>
        <source>{count} rows have no year, so no standard can be chosen for them. Fill the year in, or do not choose standards by year.</source>
        <translation>{count} 行没有年份，无法为其选定标准。请补上年份，或不按年份选用标准。</translation>
    </message>
    <message>
        <source>{count} rows lack an amount; the sums of their units are unknown, not smaller.</source>
        <translation>有 {count} 行缺少数量；其单元的合计未知，而不是较小。</translation>
    </message>
    <message>
        <source>{count} rows name no pollutant (rows: {rows}). Fill it in or delete them.</source>
        <translation>有 {count} 行没有写污染物（行：{rows}）。请填写或删除。</translation>
    </message>
    <message>
        <source>{count} rows of farm diesel by the input route were left out, because their units have farm diesel as a fuel too ({units}): the same diesel is counted once.</source>
        <translation>按投入途径计的农用柴油有 {count} 行已略去，因为其单元（{units}）已把农用柴油计为燃料：同一柴油只计一次。</translation>
    </message>
    <message>
        <source>{count} rows of the removal table have no rate (rows: {rows}). Write 0 where nothing is removed, or delete the row.</source>
        <translation>去除率表中有 {count} 行没有去除率（行：{rows}）。没有去除的请写 0，或删除该行。</translation>
    </message>
    <message>
        <source>{count} rows of the removal table repeat another's unit, activity and pollutant (rows: {rows}). Keep one of each.</source>
        <translation>去除率表中有 {count} 行与其他行的单元、活动、污染物相同（行：{rows}）。请各保留一行。</translation>
    </message>
    <message>
        <source>{count} rows of the transfer matrix have no number in {field}. Leave such rows out.</source>
        <translation>传输矩阵有 {count} 行在 {field} 中没有数值。请去掉这些行。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} are called totals (rows: {rows}); each counts as a row of its own. Remove them if they are sums of other rows.</source>
        <translation>{layer} 中有 {count} 行的名称为合计（行：{rows}）；每行均单独计算。若其为其他行之和，请删除。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} are totals and would be counted twice (rows: {rows}). Remove them.</source>
        <translation>{layer} 中有 {count} 行为合计，会重复计算（第 {rows} 行）。请删除。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} have no amount; they are left out, not counted as zero.</source>
        <translation>{layer} 有 {count} 行没有产量；不计入，也不当作零。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} have no area (rows: {rows}): how much they hold is unknown, not zero. Their units are flagged: PART_K where other rows are known, else NO_K and NULL.</source>
        <translation>{layer} 有 {count} 行没有面积（行：{rows}）：其数量未知，不是零。所属单元予以标记：另有已知行的为 PART_K，否则为 NO_K 和 NULL。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} have no industry or no unit; they are left out.</source>
        <translation>{layer} 有 {count} 行缺少行业或单元，不予计入。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} have no unit code (rows: {rows}). Fill it in, or choose to leave such rows out ({parameter}).</source>
        <translation>{layer} 有 {count} 行没有单元代码（行：{rows}）。请补填，或选择略去这些行（{parameter}）。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} have no unit code (rows: {rows}). Fill it in.</source>
        <translation>{layer}有 {count} 行缺单元代码（行：{rows}）。请补齐。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} have no unit code and are left out (rows: {rows}).</source>
        <translation>{layer} 有 {count} 行没有单元代码，已略去（行：{rows}）。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} lack the unit code, the year or the item; they are left out.</source>
        <translation>{layer} 有 {count} 行缺少单元代码、年份或项目，不计入。</translation>
    </message>
    <message>
        <source>{count} rows of {layer} name no measure (rows: {rows}).</source>
        <translation>{layer}有 {count} 行没有措施名称（行：{rows}）。</translation>
    </message>
    <message>
        <source>{count} rows of {table} are there more than once: {rows}. Keep one of each.</source>
        <translation>{table}中有 {count} 行重复：{rows}。请各留一行。</translation>
    </message>
    <message>
        <source>{count} rows of {table} lack {field}, which every row must have (rows {rows}).</source>
        <translation>{table}中有 {count} 行缺少必填的 {field}（第 {rows} 行）。</translation>
    </message>
    <message>
        <source>{count} rows or cells of {layer} are totals of others; they are left out.</source>
        <translation>{layer} 有 {count} 行或格是合计，不予计入。</translation>
    </message>
    <message>
        <source>{count} rows repeat another row in every column (rows: {rows}).</source>
        <translation>有 {count} 行与其他行完全相同（行：{rows}）。</translation>
    </message>
    <message>
        <source>{count} rows repeat the unit, year, outlet and pollutant of another row; their amounts are added together.</source>
        <translation>有 {count} 行与其他行的单元、年份、排放口和污染物相同；其数量相加。</translation>
    </message>
    <message>
        <source>{count} rows repeat the unit, year, pollutant and functional class of another row; their {statistic} is judged.</source>
        <translation>有 {count} 行与其他行的单元、年份、污染物和功能类别相同；按其{statistic}判断。</translation>
    </message>
    <message>
        <source>{count} scores of {field} are not within 0 and {top} (feature ids: {ids}).</source>
        <translation>字段 {field} 有 {count} 个得分不在 0～{top} 之间（要素编号：{ids}）。</translation>
    </message>
    <message>
        <source>{count} series have no plan.</source>
        <translation>{count} 个序列没有规划。</translation>
    </message>
    <message>
        <source>{count} single measures of joint ones (in brackets) are not in the table: {measures}. Without them no gain can be told.</source>
        <translation>表中缺少联合措施（见括号）的 {count} 项单项措施：{measures}。没有单项措施无法判断增效。</translation>
    </message>
    <message>
        <source>{count} sources have no emission in {field} and are left out; missing is not zero.</source>
        <translation>有 {count} 个源在 {field} 中没有排放，已略去；缺失不等于零。</translation>
    </message>
    <message>
        <source>{count} sources lie outside of the raster {name}: {sources}.</source>
        <translation>有 {count} 个源在栅格 {name} 之外：{sources}。</translation>
    </message>
    <message>
        <source>{count} species have no factors (rows): {names}. Known are {known}; take “other” ones, or give a table of your own.</source>
        <translation>{count} 个品种没有因子（行数）：{names}。已知的有{known}；请改用“其他”类，或提供自备表。</translation>
    </message>
    <message>
        <source>{count} standard deviations ({name}) are below 0 (first rows: {rows}).</source>
        <translation>有 {count} 个标准差（{name}）小于 0（首几行：{rows}）。</translation>
    </message>
    <message>
        <source>{count} sub-catchments have no delivery ratio from 0 to 1. Fill it in (1 where all of the load arrives), or leave the field out.</source>
        <translation>{count} 个子流域没有 0～1 的入河系数。请填写（全部入河的写 1），或不选该字段。</translation>
    </message>
    <message>
        <source>{count} sub-zones have no value in {field}; the control units that they belong to have none either.</source>
        <translation>{count} 个亚区的 {field} 缺失，其所属管控单元也记为缺失。</translation>
    </message>
    <message>
        <source>{count} targets of units that are no more stand beside targets of their successors; those of the successors count. Look whether they take the old units in.</source>
        <translation>{count} 个已撤销单元的目标与其承接单元的目标并存，以承接单元的目标为准。请核对其中是否已包含原单元。</translation>
    </message>
    <message>
        <source>{count} totals in the field {field} are infinite ({units}). Correct them.</source>
        <translation>字段 {field} 有 {count} 个总量为无穷（{units}）。请更正。</translation>
    </message>
    <message>
        <source>{count} uncertainties of amounts are negative or infinite (rows: {rows}). Give half the width of the 95 % interval in % of the amount.</source>
        <translation>有 {count} 个数量的不确定性为负或无穷（行：{rows}）。请以数量的 % 给出 95% 区间半宽。</translation>
    </message>
    <message>
        <source>{count} unit codes of {layer} occur several times ({codes}); each row counts as a unit of its own.</source>
        <translation>{layer} 中有 {count} 个单元代码重复出现（{codes}）；每一行按单独的单元计。</translation>
    </message>
    <message>
        <source>{count} unit codes of {left} and {right} differ in leading zeros alone: {codes}. A spreadsheet has read codes as numbers; store them as text with their zeros.</source>
        <translation>{left} 与 {right} 有 {count} 个单元代码仅前导零不同：{codes}。电子表格把代码当作数字读了；请以文本保存并保留前导零。</translation>
    </message>
    <message>
        <source>{count} units and years have no sectoral sum to compare with.</source>
        <translation>有 {count} 个单元与年份没有可比较的部门方法合计。</translation>
    </message>
    <message>
        <source>{count} units are too few; at least {least} are needed.</source>
        <translation>{count} 个单元太少；至少需要 {least} 个。</translation>
    </message>
    <message>
        <source>{count} units carry the flag {name} ({meaning}).</source>
        <translation>{count} 个单元带有标记 {name}（{meaning}）。</translation>
    </message>
    <message>
        <source>{count} units carry the flag {name} ({meaning}): {codes}{more}.</source>
        <translation>{count} 个单元带有标记 {name}（{meaning}）：{codes}{more}。</translation>
    </message>
    <message>
        <source>{count} units could not be judged by any criterion.</source>
        <translation>有 {count} 个单元没有任何判据可用。</translation>
    </message>
    <message>
        <source>{count} units have a class but no known uncertainty; they have no probabilities (NO_SD).</source>
        <translation>有 {count} 个单元有类别而没有已知的不确定性；没有概率（NO_SD）。</translation>
    </message>
    <message>
        <source>{count} units have a code that is missing or that another unit has too: {codes}.</source>
        <translation>{count} 个单元的代码缺失或与其他单元重复：{codes}。</translation>
    </message>
    <message>
        <source>{count} units have a value but no weight (denominator, whole, population or area), which the rule {rule} needs: {units}.</source>
        <translation>{count} 个单元有数值而无权重（分母、整体、人口或面积），规则 {rule} 需要权重：{units}。</translation>
    </message>
    <message>
        <source>{count} units have an energy amount that is missing.</source>
        <translation>有 {count} 个单元缺少能源数量。</translation>
    </message>
    <message>
        <source>{count} units have both {one} and {other}, which account for the same matter ({units}). Keep one of them.</source>
        <translation>有 {count} 个单元同时有 {one} 与 {other}，二者计的是同一物质（{units}）。请只保留其一。</translation>
    </message>
    <message>
        <source>{count} units have no area; they enter no measure by area.</source>
        <translation>有 {count} 个单元没有面积；不计入按面积的指标。</translation>
    </message>
    <message>
        <source>{count} units have no built-up land; their loads are parted by area: {units}.</source>
        <translation>{count} 个单元没有建设用地，其负荷按面积分摊：{units}。</translation>
    </message>
    <message>
        <source>{count} units have no class on one side; they enter no measure.</source>
        <translation>有 {count} 个单元有一侧没有类别；不计入任何指标。</translation>
    </message>
    <message>
        <source>{count} units have no geometry and take no part.</source>
        <translation>有 {count} 个单元没有几何，不参加计算。</translation>
    </message>
    <message>
        <source>{count} units have no level and are on no page: {codes}.</source>
        <translation>{count} 个单元没有层级，不进入任何页面：{codes}。</translation>
    </message>
    <message>
        <source>{count} units have no neighbour and get no statistic (feature ids: {ids}).</source>
        <translation>有 {count} 个单元没有邻居，没有统计量（要素号：{ids}）。</translation>
    </message>
    <message>
        <source>{count} units have no score; nothing is added to their payment or taken from it.</source>
        <translation>{count} 个单元没有得分，其资金不增不减。</translation>
    </message>
    <message>
        <source>{count} units have no total; their cells are NoData, not zero: {units}.</source>
        <translation>有 {count} 个单元没有总量；其像元为无数据而不是零：{units}。</translation>
    </message>
    <message>
        <source>{count} units have no value of {column}: {codes}. Missing is not zero: fill it in, or leave the units out.</source>
        <translation>{count} 个单元没有 {column} 的数值：{codes}。缺失不等于零：请补齐，或剔除这些单元。</translation>
    </message>
    <message>
        <source>{count} units have no value of {field} (NULL or not finite) and take no part.</source>
        <translation>有 {count} 个单元的 {field} 无值（空或非有限），不参加计算。</translation>
    </message>
    <message>
        <source>{count} units have no {field}; it was summed up from their children.</source>
        <translation>{count} 个单元没有 {field}；已取其下级之和。</translation>
    </message>
    <message>
        <source>{count} units have rows with different targets: {units}. Write one target per unit.</source>
        <translation>有 {count} 个单元的各行目标不同：{units}。每个单元请只写一个目标。</translation>
    </message>
    <message>
        <source>{count} units hold no centre of a cell; their totals lie in one cell each: {units}.</source>
        <translation>有 {count} 个单元不含任何像元中心；其总量各落在一个像元：{units}。</translation>
    </message>
    <message>
        <source>{count} units lack a value of {fields} or a geometry and take no part.</source>
        <translation>有 {count} 个单元缺少 {fields} 的值或几何，不参加计算。</translation>
    </message>
    <message>
        <source>{count} units lack an indicator and take no part (feature ids: {ids}); missing is not zero.</source>
        <translation>{count} 个单元缺少指标，不参与计算（要素编号：{ids}）；缺失不等于零。</translation>
    </message>
    <message>
        <source>{count} units lie beside the raster, so that their totals would be lost: {units}. Take a raster that covers them, or leave them out.</source>
        <translation>有 {count} 个单元在栅格之外，其总量会丢失：{units}。请用能覆盖它们的栅格，或略去它们。</translation>
    </message>
    <message>
        <source>{count} units lie in circles of parents or below them: {codes}. Mend their parents.</source>
        <translation>{count} 个单元处于上级循环之中或其下：{codes}。请更正其上级。</translation>
    </message>
    <message>
        <source>{count} units lie in regions for which the set {set} has no limits ({regions}); they are ND. The set has: {known}.</source>
        <translation>有 {count} 个单元所在区域在标准集 {set} 中没有限值（{regions}）；记为 ND。该集有：{known}。</translation>
    </message>
    <message>
        <source>{count} units make {flows} possible flows, more than can be solved ({most}). Sum the units up to larger ones first, or leave the flows out.</source>
        <translation>{count} 个单元有 {flows} 条可能的流，超过可求解的数量（{most}）。请先把单元合并为更大的单元，或不求流。</translation>
    </message>
    <message>
        <source>{count} units name parents that are not in the table ({parents}): {codes}. Add the parents, or leave these units out.</source>
        <translation>{count} 个单元的上级不在表中（{parents}）：{codes}。请补充上级，或剔除这些单元。</translation>
    </message>
    <message>
        <source>{count} units of the activities are not in the layer of the units: {units}. Their loads stand in the detail alone.</source>
        <translation>活动表中有 {count} 个单元不在单元图层中：{units}。其负荷只列在明细中。</translation>
    </message>
    <message>
        <source>{count} units of the harvest are not in {layer}: {codes}. Correct the codes.</source>
        <translation>养殖产量表有 {count} 个单元不在 {layer} 中：{codes}。请更正代码。</translation>
    </message>
    <message>
        <source>{count} units of {layer} are not among the units of the hierarchy and are left out: {codes}.</source>
        <translation>{layer}有 {count} 个单元不在层级表中，未参与计算：{codes}。</translation>
    </message>
    <message>
        <source>{count} units of {layer} have no code in the field {field}. Fill it in.</source>
        <translation>{layer} 有 {count} 个单元的字段 {field} 没有代码。请填写。</translation>
    </message>
    <message>
        <source>{count} units of {one} are missing in {other}: {codes}. Missing is not zero.</source>
        <translation>{one} 中有 {count} 个单元在 {other} 中缺失：{codes}。缺失不等于零。</translation>
    </message>
    <message>
        <source>{count} values belong to units that are not there in the chosen year, and no boundary change says what became of them; they are left out.</source>
        <translation>{count} 个数值所属的单元在所选年份不存在，区划变更中也没有其去向，未计入。</translation>
    </message>
    <message>
        <source>{count} values do not add up (shares, intensities, concentrations) and belong to units that were merged or split; they are left out. Give them for the units of today.</source>
        <translation>{count} 个数值不可相加（占比、强度、浓度），且属于已合并或拆分的单元，未计入。请按当前单元给出。</translation>
    </message>
    <message>
        <source>{count} values of merged units are left out, because a part of what was merged has none; they would be too small.</source>
        <translation>{count} 个合并单元的数值未计入：被合并的单元中有一部分没有数值，合计会偏小。</translation>
    </message>
    <message>
        <source>{count} values of the field {field} of {layer} are negative or infinite (rows: {rows}). Correct them; leave those blank that are not known.</source>
        <translation>{layer} 的字段 {field} 有 {count} 个负值或无穷大（行：{rows}）。请更正；未知者请留空。</translation>
    </message>
    <message>
        <source>{count} values of the field {field} of {layer} are negative, which concentrations cannot be (features: {features}). {remedy}</source>
        <translation>{layer} 的字段 {field} 有 {count} 个负值，浓度不可能为负（要素：{features}）。{remedy}</translation>
    </message>
    <message>
        <source>{count} values of {column} are negative ({codes}); take sources and sinks apart.</source>
        <translation>{column} 有 {count} 个负值（{codes}）；请将排放源与碳汇分开。</translation>
    </message>
    <message>
        <source>{count} values of {field} are missing or have the wrong sign (feature ids: {ids}); a missing sink is not zero. Fill them in, or say how sinks are written ({parameter}).</source>
        <translation>字段 {field} 有 {count} 个数值缺失或符号不对（要素编号：{ids}）；缺失的碳汇不是零。请补齐，或说明碳汇的写法（{parameter}）。</translation>
    </message>
    <message>
        <source>{count} values of {field} are negative (feature ids: {ids}); shares of a total need values of 0 or above. Take sources and sinks apart.</source>
        <translation>{field} 有 {count} 个负值（要素号：{ids}）；占总量的份额要求数值不小于 0。请把源与汇分开。</translation>
    </message>
    <message>
        <source>{count} values of {field} in {table} cannot be read as {type} (first: {examples}; rows {rows}).</source>
        <translation>{table}的 {field} 中有 {count} 个值不能读作 {type}（前几个：{examples}；第 {rows} 行）。</translation>
    </message>
    <message>
        <source>{count} values of {field} in {table} lie outside {low} to {high} (first: {examples}; rows {rows}).</source>
        <translation>{table}的 {field} 中有 {count} 个值超出 {low} 至 {high}（前几个：{examples}；第 {rows} 行）。</translation>
    </message>
    <message>
        <source>{count} values of {pollutant} are negative, which no value in {unit} can be (row: value) {rows}. Correct them; leave those blank that are not known.</source>
        <translation>{pollutant} 有 {count} 个负值，单位为 {unit} 的数值不可能为负（行：值）{rows}。请更正；未知者请留空。</translation>
    </message>
    <message>
        <source>{count} weights are negative or missing; take sources and sinks apart or choose another field.</source>
        <translation>有 {count} 个权重为负或缺失；请把源与汇分开，或选择其他字段。</translation>
    </message>
    <message>
        <source>{count} weights of {field} are negative (feature ids: {ids}). Let the sources or the sinks count alone.</source>
        <translation>{field} 有 {count} 个权重为负（要素号：{ids}）。请只计源或只计汇。</translation>
    </message>
    <message>
        <source>{count} {what} are not {wanted} (units: {units}). {remedy}</source>
        <translation>有 {count} 个{what}不是{wanted}（单元：{units}）。{remedy}</translation>
    </message>
    <message>
        <source>{event}: {count} ({units}{more}).</source>
        <translation>{event}:{count}（{units}{more}）。</translation>
    </message>
    <message>
        <source>{fields} are not among the criteria {criteria}.</source>
        <translation>{fields} 不在指标 {criteria} 之中。</translation>
    </message>
    <message>
        <source>{fields} do not tell the units apart and weigh nothing.</source>
        <translation>{fields} 不能区分各单元，权重为 0。</translation>
    </message>
    <message>
        <source>{field} is nowhere above 0; there are no shares of it.</source>
        <translation>{field} 处处不大于 0；没有份额可言。</translation>
    </message>
    <message>
        <source>{file} is no set-up of a workflow. Choose a file that was saved by this panel.</source>
        <translation>{file} 不是流程配置。请选择由本面板保存的文件。</translation>
    </message>
    <message>
        <source>{file} is not the JSON of a report package. Choose the .json that lies beside the GeoPackage.</source>
        <translation>{file} 不是上报包的 JSON。请选择 GeoPackage 旁边的 .json。</translation>
    </message>
    <message>
        <source>{first} and {second} are compared twice, differently.</source>
        <translation>{first} 与 {second} 比较了两次且结果不同。</translation>
    </message>
    <message>
        <source>{fuel} is no fuel of the list of activities.</source>
        <translation>{fuel} 不是活动表中的燃料。</translation>
    </message>
    <message>
        <source>{given} of the table of forest needs {needed} too; choose both, or leave out both.</source>
        <translation>林分表给出 {given} 时还需要 {needed}；请同时选择，或都不选。</translation>
    </message>
    <message>
        <source>{indicators} cannot be averaged without weights (in brackets what weighs them) and stay empty; a simple mean would be wrong. Choose the field WEIGHT.</source>
        <translation>{indicators} 没有权重（括号内为所需权重），无法平均，留空；简单平均是错误的。请选择字段 WEIGHT。</translation>
    </message>
    <message>
        <source>{item} is given in units that cannot be compared: {units}.</source>
        <translation>{item} 使用了不可比的单位：{units}。</translation>
    </message>
    <message>
        <source>{item} of {unit} goes from {before} ({first}) to {after} ({last}), {ratio} times, about {slip}.</source>
        <translation>{unit} 的 {item} 由 {before}（{first}）变为 {after}（{last}），为 {ratio} 倍，约为 {slip}。</translation>
    </message>
    <message>
        <source>{item} of {unit} goes from {before} ({first}) to {after} ({last}), {ratio} times.</source>
        <translation>{unit} 的 {item} 由 {before}（{first}）变为 {after}（{last}），为 {ratio} 倍。</translation>
    </message>
    <message>
        <source>{item} of {unit} stands {count} times with different amounts (rows: {rows}).</source>
        <translation>{unit} 的 {item} 出现 {count} 次且数量不同（行：{rows}）。</translation>
    </message>
    <message>
        <source>{item} of {unit} stands {count} times with the same amount (rows: {rows}).</source>
        <translation>{unit} 的 {item} 出现 {count} 次且数量相同（行：{rows}）。</translation>
    </message>
    <message>
        <source>{item} of {unit} stands {count} times, not always with an amount (rows: {rows}).</source>
        <translation>{unit} 的 {item} 出现 {count} 次，且有的没有数量（行：{rows}）。</translation>
    </message>
    <message>
        <source>{land} ({area} ha) has no export coefficients of its own and takes those of {used}.</source>
        <translation>{land}（{area} 公顷）没有自己的输出系数，取 {used} 的系数。</translation>
    </message>
    <message>
        <source>{layer} and the units have no code in common; {layer} has {codes}. Choose the fields that hold the same codes.</source>
        <translation>{layer}与单元表没有共同代码；{layer}有 {codes}。请选择代码相同的字段。</translation>
    </message>
    <message>
        <source>{layer} and {other} have no place in common. Check the CRS of both layers.</source>
        <translation>{layer} 与 {other} 没有公共范围。请检查两个图层的坐标系。</translation>
    </message>
    <message>
        <source>{layer} does not say by which standards its classes were made; the thresholds 1 and neutrality are used for the pieces.</source>
        <translation>{layer} 未说明其类别依据的标准；图斑采用阈值 1 与碳中和。</translation>
    </message>
    <message>
        <source>{layer} has neither polygons nor points.</source>
        <translation>{layer} 既没有面也没有点。</translation>
    </message>
    <message>
        <source>{layer} has neither polygons nor points; neighbours need one of them.</source>
        <translation>{layer} 既没有面也没有点；邻接需要其中之一。</translation>
    </message>
    <message>
        <source>{layer} has no children of {parent}.</source>
        <translation>{layer} 中没有 {parent} 的下级。</translation>
    </message>
    <message>
        <source>{layer} has no polygons whose area could be measured; choose the field that holds the area in ha.</source>
        <translation>{layer} 没有可量面积的面；请选择以公顷为单位的面积字段。</translation>
    </message>
    <message>
        <source>{layer} has no rows of the years {years}.</source>
        <translation>{layer}没有 {years} 年的行。</translation>
    </message>
    <message>
        <source>{layer} has no rows of {indicator}; it has {known}.</source>
        <translation>{layer}没有 {indicator} 的行，现有 {known}。</translation>
    </message>
    <message>
        <source>{layer} has no rows with unit code and year.</source>
        <translation>{layer} 没有同时含单元代码和年份的行。</translation>
    </message>
    <message>
        <source>{layer} has several stands of {count} units ({units}) and no area; give the area of each stand (FOREST_HECTARES).</source>
        <translation>{layer} 中有 {count} 个单元（{units}）含多个林分而没有面积；请给出每个林分的面积（FOREST_HECTARES）。</translation>
    </message>
    <message>
        <source>{layer} has several warnings of the same unit: {units}. Filter it to one indicator and year.</source>
        <translation>{layer}中同一单元有多条预警：{units}。请筛选到一个指标和年份。</translation>
    </message>
    <message>
        <source>{layer} has {count} habitats that are not known (rows, area): {names}. Known are {known}.</source>
        <translation>{layer} 有 {count} 种未知生境（行数、面积）：{names}。已知的有{known}。</translation>
    </message>
    <message>
        <source>{layer} has {count} infinite values (units: {units}). Correct them.</source>
        <translation>{layer} 有 {count} 个无穷大数值（单元：{units}）。请更正。</translation>
    </message>
    <message>
        <source>{layer} has {count} units that no level has; they are on no page: {codes}.</source>
        <translation>{layer} 有 {count} 个单元不属于任何层级，不进入任何页面：{codes}。</translation>
    </message>
    <message>
        <source>{layer} has {count} units with more than one value for a year: {named}. Keep one row for each unit, item and year, or choose the field that tells them apart (ITEM).</source>
        <translation>{layer} 有 {count} 个单元在同一年有多个数值：{named}。请使每个单元、项目、年份只有一行，或选择区分它们的字段（ITEM）。</translation>
    </message>
    <message>
        <source>{layer} has {count} units without a code. Every unit needs one.</source>
        <translation>{layer} 有 {count} 个单元没有代码。每个单元都须有代码。</translation>
    </message>
    <message>
        <source>{layer} has {count} units; choose fewer than {nearest} nearest ones.</source>
        <translation>{layer} 有 {count} 个单元；最近邻数请小于 {nearest}。</translation>
    </message>
    <message>
        <source>{layer} has {count} values more than once: {values}. Give one value for each unit, indicator, year and kind, or choose the fields that tell the rows apart (sub-zone, part, plan).</source>
        <translation>{layer}有 {count} 个数值重复：{values}。每个单元、指标、年份和类型只给一个数值，或选择能区分各行的字段（亚区、分项、规划）。</translation>
    </message>
    <message>
        <source>{layer} has {rows} rows, and a sheet of Excel takes {most}. Leave it out, or write CSV.</source>
        <translation>{layer} 有 {rows} 行，而 Excel 一张表最多 {most} 行。请去掉它，或输出 CSV。</translation>
    </message>
    <message>
        <source>{layer} is a raster and has no fields; leave {name} empty.</source>
        <translation>{layer} 是栅格，没有字段；请将 {name} 留空。</translation>
    </message>
    <message>
        <source>{layer} lacks the fields {fields}, which the register writes.</source>
        <translation>{layer}缺少台账所写的字段 {fields}。</translation>
    </message>
    <message>
        <source>{layer} lacks the fields {lacking}, which the earlier habitats have. Both dates need the same fields.</source>
        <translation>{layer} 缺少前期生境所用的字段 {lacking}。两期须有相同的字段。</translation>
    </message>
    <message>
        <source>{left} and {right} have no unit code in common; {left} has {left_codes}, {right} has {right_codes}. Choose the fields that hold the same codes.</source>
        <translation>{left} 与 {right} 没有共同的单元代码；{left} 有 {left_codes}，{right} 有 {right_codes}。请选择存放相同代码的字段。</translation>
    </message>
    <message>
        <source>{left} of the fund is less than one rounding unit and stays unpaid.</source>
        <translation>资金中有 {left} 不足一个取整单位，未分配。</translation>
    </message>
    <message>
        <source>{level} with {text} days is no deadline: write blue, yellow, orange or red, and whole days.</source>
        <translation>{level} 与天数 {text} 不是期限：请写 blue、yellow、orange 或 red 及整数天数。</translation>
    </message>
    <message>
        <source>{names} is given, but no year to count from; give it in {base}.</source>
        <translation>已填 {names}，但没有起算年；请在 {base} 中填写。</translation>
    </message>
    <message>
        <source>{names} is given, but the standards are not; choose given in {parameter}, or empty it.</source>
        <translation>已填 {names}，但标准取法不是给定；请在 {parameter} 中选择给定，或将其清空。</translation>
    </message>
    <message>
        <source>{name} has a row “{row}”: give a raster or a percentage of 0 or above, or the rasters of both ends of the interval.</source>
        <translation>{name} 有一行“{row}”：请给出栅格或不小于 0 的百分比，或区间两端的栅格。</translation>
    </message>
    <message>
        <source>{name} is no class; use one of {known}.</source>
        <translation>{name} 不是类别；请使用 {known} 之一。</translation>
    </message>
    <message>
        <source>{name} is the computed class already.</source>
        <translation>计算类别已经是 {name}。</translation>
    </message>
    <message>
        <source>{name} is the computed class; withdraw the decision to return to it.</source>
        <translation>{name} 是计算类别；如要恢复，请撤回判定。</translation>
    </message>
    <message>
        <source>{name} is {text}, which is neither a functional class ({known}) nor a field.</source>
        <translation>{name} 为 {text}，它既不是功能类别（{known}），也不是字段。</translation>
    </message>
    <message>
        <source>{name} is {value}; it must be one of {known}.</source>
        <translation>{name} 为 {value}；它必须是 {known} 之一。</translation>
    </message>
    <message>
        <source>{name} needs {rows} rows of {columns} cells: standard deviation, or low and high end.</source>
        <translation>{name} 需要 {rows} 行、每行 {columns} 格：标准差，或下端与上端。</translation>
    </message>
    <message>
        <source>{name} needs {rows} rows of {columns} cells: standard deviation, or low and high end; one row for each raster, blank where it has no uncertainty.</source>
        <translation>{name} 须有 {rows} 行、每行 {columns} 格：标准差，或下限与上限；每个栅格一行，没有不确定性的留空。</translation>
    </message>
    <message>
        <source>{name}, {area} ha disturbed: the tables do not say how much of it reaches the air, or how fast; that part is left out and flagged.</source>
        <translation>{name}，受扰动 {area} ha：因子表没有说明进入大气的比例或速度；该部分不计入并标记。</translation>
    </message>
    <message>
        <source>{name}, {area} ha drained: the tables have no emission of its drained soil; it is left out and flagged (PART_K, NO_K), not zero.</source>
        <translation>{name}，已排水 {area} ha：因子表没有其排水土壤的排放；不计入并标记（PART_K、NO_K），不是零。</translation>
    </message>
    <message>
        <source>{name}, {area} ha: no coefficient by area; its carbon is that of the energy used there, or has its own account.</source>
        <translation>{name}，{area} 公顷：没有按面积的系数；其碳来自那里使用的能源，或另有账目。</translation>
    </message>
    <message>
        <source>{name}, {area} ha: the biomass is that of the climate {climate}, {value} t of dry matter per ha above ground (CLIMATE).</source>
        <translation>{name}，{area} ha：生物量取{climate}气候的值，地上部分 {value} t 干物质/ha（CLIMATE）。</translation>
    </message>
    <message>
        <source>{name}, {area} ha: the scheme {scheme} has no burial rate; that of {used} is used.</source>
        <translation>{name}，{area} ha：方案 {scheme} 没有埋藏速率，改用 {used} 的。</translation>
    </message>
    <message>
        <source>{name}, {area} ha: the scheme {scheme} has no coefficient of its own; that of {used} is used.</source>
        <translation>{name}，{area} 公顷：方案 {scheme} 没有自己的系数；采用 {used} 的系数。</translation>
    </message>
    <message>
        <source>{name}, {area} ha: the set has no density of its own; that of {used} is used.</source>
        <translation>{name}，{area} 公顷：该方案没有其自身的密度，采用 {used} 的密度。</translation>
    </message>
    <message>
        <source>{name}, {area} ha: the tables have no {lacking}, which is unknown, not zero: stocks lack it, and units where a flux needs it have the flag PART_K or NO_K. Give a table of your own.</source>
        <translation>{name}，{area} ha：因子表没有{lacking}，这是未知而不是零：储量中缺这一项，通量需要它的单元带 PART_K 或 NO_K 标记。请给出自备的表。</translation>
    </message>
    <message>
        <source>{part} at a rate of {rate} makes {expected}, not {whole}.</source>
        <translation>{part} 按比率 {rate} 应为 {expected}，而不是 {whole}。</translation>
    </message>
    <message>
        <source>{part} at a rate of {rate} makes {expected}, not {whole}; between the two is about {slip}.</source>
        <translation>{part} 按比率 {rate} 应为 {expected}，而不是 {whole}；两者约差 {slip} 倍。</translation>
    </message>
    <message>
        <source>{path} is no print layout template with a map whose id is “map”. Take one of the plugin and change it.</source>
        <translation>{path} 不是含 id 为“map”的地图条目的打印布局模板。请取本插件的模板修改。</translation>
    </message>
    <message>
        <source>{place} does not say which version of the register it is.</source>
        <translation>{place} 没有写明台账版本。</translation>
    </message>
    <message>
        <source>{place} is damaged or no GeoPackage ({reason}). Take a backup, or another file.</source>
        <translation>{place} 已损坏或不是 GeoPackage（{reason}）。请使用备份或其他文件。</translation>
    </message>
    <message>
        <source>{pollutant} given as one sum has no equivalent value; its rows are left out ({rows}). Choose what it is taken for with PARTICULATES: soot (2.18 kg) or general dust (4 kg).</source>
        <translation>以总量给出的 {pollutant} 没有当量值，其行不计（{rows}）。请用 PARTICULATES 选择按烟尘（2.18 千克）还是一般性粉尘（4 千克）计。</translation>
    </message>
    <message>
        <source>{quantity}: the limits of {count} rows do not hold the value (rows {rows}); _lo must be at most, _hi at least the value.</source>
        <translation>{quantity}：{count} 行的上下限不包含其值（第 {rows} 行）；_lo 不得大于、_hi 不得小于该值。</translation>
    </message>
    <message>
        <source>{quantity}: {count} values are negative, infinite or, being shares, above 1 (rows {rows}).</source>
        <translation>{quantity}：{count} 个值为负、无穷大，或作为比例大于 1（第 {rows} 行）。</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>{reason} (rows: {rows})</source>
        <translation>{reason}（行：{rows}）</translation>
    </message>
    <message>
        <source>{receptors} receptors by {sources} sources are more pairs than memory allows ({most}). Sum sources up, or take fewer receptors.</source>
        <translation>{receptors} 个受体与 {sources} 个源的配对超过内存所允许的数量（{most}）。请合并源，或减少受体。</translation>
    </message>
    <message>
        <source>{source} and {target} weigh different substances; convert carbon to CO2 with 44/12, and gases to CO2e with a set of global warming potentials, in a step of its own.</source>
        <translation>{source} 与 {target} 计的是不同物质；请另作一步，用 44/12 把碳换算为 CO2，用全球增温潜势集把气体换算为 CO2e。</translation>
    </message>
    <message>
        <source>{source} measures {measured} and cannot be turned into {target}, which measures {wanted}.</source>
        <translation>{source} 度量的是 {measured}，无法换算为度量 {wanted} 的 {target}。</translation>
    </message>
    <message>
        <source>{spaces} and {units} have no place in common with a space and a class. Check the CRS of both layers.</source>
        <translation>{spaces} 与 {units} 没有既有空间又有类别的共同位置。请检查两个图层的坐标系。</translation>
    </message>
    <message>
        <source>{text} of {field} is no date; write it as 2025-03-01.</source>
        <translation>字段 {field} 中的 {text} 不是日期，请写成 2025-03-01。</translation>
    </message>
    <message>
        <source>{unit} has no gap: it keeps its target, or did not get worse.</source>
        <translation>{unit} 没有缺口：目标已落实，或未变差。</translation>
    </message>
    <message>
        <source>{unit} has no records of {count} units below it ({units}), so its gap is not known.</source>
        <translation>{unit} 的下级中有 {count} 个单元没有记录（{units}），缺口未知。</translation>
    </message>
    <message>
        <source>{unit} has no values of both dates; nothing can be traced.</source>
        <translation>{unit} 没有两个年份的数值，无法追溯。</translation>
    </message>
    <message>
        <source>{unit} lacks GDP, energy or emissions of a sector at one of the dates.</source>
        <translation>{unit} 某部门在其中一年缺少 GDP、能源或排放量。</translation>
    </message>
    <message>
        <source>{value} is not known; choose one of {known}.</source>
        <translation>{value} 未知；请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>{what} ({scheme}, features, area): {codes}{more}.</source>
        <translation>{what}（{scheme}，要素数、面积）：{codes}{more}。</translation>
    </message>
    <message>
        <source>{what} gives {count} units another level than their codes tell: {units}.</source>
        <translation>{what}中有 {count} 个单元的层级与代码不符：{units}。</translation>
    </message>
    <message>
        <source>{what} gives {count} units two parents: {units}. A unit has one; put what crosses the tree into groupings.</source>
        <translation>{what}中有 {count} 个单元有两个上级：{units}。单元只能有一个上级；跨行政区的关系请放入分组。</translation>
    </message>
    <message>
        <source>{what} has codes that the indicators to begin with have too: {codes}. Rename them, or begin without indicators.</source>
        <translation>{what}中的代码与初始指标重复：{codes}。请改名，或不带初始指标。</translation>
    </message>
    <message>
        <source>{what} has intensities, ratios or states without a weight, so that they cannot be aggregated: {codes}. Name the indicator of the denominator, the whole, population or area.</source>
        <translation>{what}中的强度、占比或状态类指标没有权重，无法汇总：{codes}。请写明作为分母、总体、人口或面积的指标。</translation>
    </message>
    <message>
        <source>{what} has kinds of change that are not known (rows {rows}). Use one of {accepted}.</source>
        <translation>{what}中有不能识别的变更类型（第 {rows} 行）。请用 {accepted} 之一。</translation>
    </message>
    <message>
        <source>{what} has levels that are not known: {levels}. Use one of {accepted}, or 1 (nation) to 6 (village).</source>
        <translation>{what}中有不能识别的层级：{levels}。请用 {accepted} 之一，或 1（国家）至 6（村级）。</translation>
    </message>
    <message>
        <source>{what} has no unit without a parent.</source>
        <translation>{what}中没有顶层单元。</translation>
    </message>
    <message>
        <source>{what} has parents that turn in a circle: {codes}.</source>
        <translation>{what}中有互为上级的循环：{codes}。</translation>
    </message>
    <message>
        <source>{what} has words that are not known: {words}. Use one of {accepted}.</source>
        <translation>{what}中有不能识别的词：{words}。请用 {accepted} 之一。</translation>
    </message>
    <message>
        <source>{what} has {count} changes without a year. Choose the field with the year, or give the first year of the new units.</source>
        <translation>{what}中有 {count} 项变更没有年份。请选择年份字段，或填写新单元的起始年。</translation>
    </message>
    <message>
        <source>{what} has {count} circles of parents: {circles}. Break each at one place.</source>
        <translation>{what}中有 {count} 处上下级循环：{circles}。请逐处断开。</translation>
    </message>
    <message>
        <source>{what} has {count} codes more than once: {codes}. Every unit may appear once; a code that was used again after a merger needs another year of its beginning.</source>
        <translation>{what}中有 {count} 个代码重复：{codes}。每个单元只能出现一次；合并后重新启用的代码须有不同的起始年。</translation>
    </message>
    <message>
        <source>{what} has {count} codes that are no administrative codes of 2, 4, 6, 9 or 12 digits: {codes}. Correct them, or choose the field that holds the parent.</source>
        <translation>{what}中有 {count} 个代码不是 2、4、6、9 或 12 位行政区划代码：{codes}。请更正，或选择上级代码字段。</translation>
    </message>
    <message>
        <source>{what} has {count} orphans, whose parents (in brackets) are not among the units: {units}. Add the parents, or correct the codes; one unit alone may stand at the top.</source>
        <translation>{what}中有 {count} 个孤立单元，其上级（括号内）不在单元中：{units}。请补充上级或更正代码；只能有一个顶层单元。</translation>
    </message>
    <message>
        <source>{what} has {count} rows without a code (rows {rows}).</source>
        <translation>{what}中有 {count} 行没有代码（第 {rows} 行）。</translation>
    </message>
    <message>
        <source>{what} has {count} rows without a grouping or a unit (rows {rows}).</source>
        <translation>{what}中有 {count} 行缺少分组或单元（第 {rows} 行）。</translation>
    </message>
    <message>
        <source>{what} has {count} rows without a unit code (rows {rows}).</source>
        <translation>{what}有 {count} 行缺单元代码（行 {rows}）。</translation>
    </message>
    <message>
        <source>{what} has {count} shares that are not above 0 and at most 1: {units}. Write 0.25 for 25 %.</source>
        <translation>{what}中有 {count} 个占比不在大于 0、不超过 1 的范围内：{units}。25 % 请写作 0.25。</translation>
    </message>
    <message>
        <source>{what} has {count} unit codes more than once: {codes}. Every unit may appear once.</source>
        <translation>{what} 有 {count} 个单元代码重复出现：{codes}。每个单元只能出现一次。</translation>
    </message>
    <message>
        <source>{what} has {count} units more than once: {codes}. Every unit may appear once.</source>
        <translation>{what}有 {count} 个单元重复：{codes}。每个单元只能出现一次。</translation>
    </message>
    <message>
        <source>{what} has {count} units that do not stand below their parents: {units}. Correct the levels or the parents.</source>
        <translation>{what}中有 {count} 个单元的层级不低于其上级：{units}。请更正层级或上级。</translation>
    </message>
    <message>
        <source>{what} has {count} units that hang on a parent more than one level above (in brackets), as counties under a province do: {units}. They are kept so.</source>
        <translation>{what}中有 {count} 个单元的上级（括号内）高出不止一级，如省直管县：{units}。按此保留。</translation>
    </message>
    <message>
        <source>{what} has {count} values more than once (in brackets the rows): {values}. Keep one of each; nothing is counted twice.</source>
        <translation>{what}中有 {count} 个数值重复（括号内为行号）：{values}。请各留一个；任何数值不重复计入。</translation>
    </message>
    <message>
        <source>{what} has {count} values of years in which their unit does not exist (unit year (row)): {values}. Give them to the unit that was there; the boundary changes of the register tell which.</source>
        <translation>{what}中有 {count} 个数值所在年份其单元并不存在（单元 年份（行））：{values}。请归入当时存在的单元；台账的区划变更表可查。</translation>
    </message>
    <message>
        <source>{what} has {count} values that the register holds already with another number: {values}. Choose that they are replaced, or kept as a new version.</source>
        <translation>{what}中有 {count} 个数值与台账中已有的不同：{values}。请选择替换，或保存为新版本。</translation>
    </message>
    <message>
        <source>{what} has {count} values without a year. Choose the field with the year, or give one year for all.</source>
        <translation>{what}中有 {count} 个数值没有年份。请选择年份字段，或统一指定年份。</translation>
    </message>
    <message>
        <source>{what} lacks the columns {columns}. A table of indicators has {all}.</source>
        <translation>{what}缺少列 {columns}。指标表的列为 {all}。</translation>
    </message>
    <message>
        <source>{what} lets units become themselves: {units}.</source>
        <translation>{what}中原单元与新单元相同：{units}。</translation>
    </message>
    <message>
        <source>{what} names groupings that have the code of a unit: {codes}. Give them other codes.</source>
        <translation>{what}中的分组代码与单元代码相同：{codes}。请另给分组代码。</translation>
    </message>
    <message>
        <source>{what} names {count} indicators that the register does not have: {words}. Add them to its table of indicators, or correct the codes.</source>
        <translation>{what}中有 {count} 个指标不在台账中：{words}。请补入指标表，或更正代码。</translation>
    </message>
    <message>
        <source>{what} names {count} units that neither the register nor the new units have: {units}.</source>
        <translation>{what}中有 {count} 个单元既不在台账中，也不在新单元中：{units}。</translation>
    </message>
    <message>
        <source>{what} names {count} units that the register does not have: {units}.</source>
        <translation>{what}中有 {count} 个单元不在台账中：{units}。</translation>
    </message>
    <message>
        <source>{what} names {count} units that the register does not have: {words}. Add them with “Build hierarchy”, or correct the codes.</source>
        <translation>{what}中有 {count} 个单元不在台账中：{words}。请用“建立层级”补充，或更正代码。</translation>
    </message>
    <message>
        <source>{what} puts {count} units into the same grouping twice: {units}.</source>
        <translation>{what}把 {count} 个单元两次放入同一分组：{units}。</translation>
    </message>
    <message>
        <source>{what} weighs with indicators that are not there: {codes}. Add them to the table.</source>
        <translation>{what}用作权重的指标不存在：{codes}。请补入表中。</translation>
    </message>
    <message>
        <source>{what}: the shares of {count} units do not add up to 1: {units}. What is not passed on would be lost, and what is passed on twice would count twice.</source>
        <translation>{what}：{count} 个单元的转移比例之和不为 1：{units}。未转移的会丢失，多转移的会重复计入。</translation>
    </message>
    <message>
        <source>{what}: the values of {indicator} cannot be kept in {unit}: {reason}</source>
        <translation>{what}：{indicator} 的数值不能以 {unit} 保存：{reason}</translation>
    </message>
    <message>
        <source>{what}: {field} has words that are not of its list: {words}. Use one of {accepted}.</source>
        <translation>{what}：{field} 中有不在值列表中的词：{words}。请用 {accepted} 之一。</translation>
    </message>
    <message>
        <source>{what}: {reason}</source>
        <translation>{what}：{reason}</translation>
    </message>
    <message>
        <source>{word} in the table {table} is not known; write one of {known}.</source>
        <translation>表 {table} 中的 {word} 未知；请写 {known} 之一。</translation>
    </message>
    <message>
        <source>{word} is no choice of {name}; is {near} meant? The choices are {known}.</source>
        <translation>{name} 没有选项 {word}；是否指 {near}？可选：{known}。</translation>
    </message>
    <message>
        <source>{word} is no choice of {name}; the choices are {known}.</source>
        <translation>{name} 没有选项 {word}；可选：{known}。</translation>
    </message>
    <message>
        <source>“{text}” are no years. Write them like 2015, 2024.</source>
        <translation>“{text}”不是年份，请写成 2015, 2024。</translation>
    </message>
    <message>
        <source>“{text}” is not a number. Write digits with a decimal point and no unit; leave the cell empty where there is no value.</source>
        <translation>“{text}”不是数字。请写带小数点、不带单位的数字；没有数值时请留空。</translation>
    </message>
</context>
</TS>
