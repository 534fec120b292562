//DEPS org.dflib.jjava:jjava-jupyter:1.0-a6
//FILES META-INF/services/org.dflib.jjava.jupyter.Extension=extension.txt
//SOURCES Checkout.java
//SOURCES Display.java
//SOURCES HtmlTable.java
//SOURCES Jupyter.java
//SOURCES Published.java
//SOURCES SampleTable.java
//SOURCES Study.java
//SOURCES Tablesaw.java
//SOURCES ../scenario/package-info.java
//SOURCES ../record/package-info.java
//SOURCES ../serve/server/package-info.java
//SOURCES ../serve/setup/package-info.java
//SOURCES ../analyze/package-info.java
//SOURCES ../chart/package-info.java
//SOURCES ../report/package-info.java

/**
 * What notebooks need beside the library: the Python environment with JupyterLab and the Java
 * kernel, its headless execution, and how tables and charts show in a cell. Stands beside the
 * report at the end of the flow; nothing knows it but its entry.
 */
package flowgauge.notebook;
