<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Areas</name>
    <message>
        <source>Areas are measured in the plane of the coordinates (no CRS is known).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas are measured on the ellipsoid {ellipsoid}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>Fields that look alike: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it in the OSGeo4W shell: python -m pip install {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it into the Python of QGIS: python3 -m pip install {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it with the package manager, for example: apt install {packages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its fields are: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This algorithm needs the Python package {names}. </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>1 Carbon accounting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 Pollution accounting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 Zoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>9 Output</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>Features could not be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {row} of the {what} {file} has {count} cells where the header has {expected}. Delimiters that were tried: {delimiters}. Put a text that holds the delimiter in double quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {row} of the {what} {file} is not CSV: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {count} units exceed the standard; the threshold mode {mode} needs at least {needed}. Use the mode fixed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The composite method {method} is not known; choose one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field {field} of {layer} holds {count} texts that are no numbers (feature: text): {rows}. Correct them or choose another field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written. Choose another place for the output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} of the output cannot be written ({reason}). Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} of the output does not exist. Create it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input has a field {field} already; the new one is called {free}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input layer changed during the run. Run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {layer} has no field {field}. {hint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output {path} could not be put in place ({reason}). Close it in other programs or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output {path} is a folder. Give the name of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output {path} is locked by another program. Close it there or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output {path} is one of the inputs. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output {path} is read-only. Choose another name or remove the protection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The threshold mode {mode} is not known; choose one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The threshold {name} is {value}; it must be a number above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unit {unit} measures {measured}, not {dimension}; use one of {accepted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unit “{unit}” is not known. Write it with units of the list, for example 10^4 t, km2, tce, kWh, tCO2/10^4 Nm3 or tC ha-1 a-1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unit “{unit}” is not known; use one of {accepted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights {weights} cannot be used: give one number per pollutant ({count}), none negative, not all zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} {file} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} {file} has the column {column} more than once; rename or delete one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} {file} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} {file} is not text in any encoding that was tried ({encodings}). Save it again as CSV in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} {file} lacks the columns {missing}; it has {columns}. Delimiters that were tried: {delimiters}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no parameter {name}; is {near} meant?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no parameter {name}; the parameters are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is {value}; it must be one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} and {target} weigh different substances; convert carbon to CO2 with 44/12, and gases to CO2e with a set of global warming potentials, in a step of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} measures {measured} and cannot be turned into {target}, which measures {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a number. Write digits with a decimal point and no unit; leave the cell empty where there is no value.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
