@echo off
rem Runs JBang: the one on PATH, else a pinned one kept in a cache folder. As the file jbang does elsewhere.
rem Usage: jbang ALIAS [OPTIONS]     (aliases: jbang-catalog.json)
setlocal
set "version=0.132.1"
rem with the older gson that jbang-cli asks for, every catalog reads as empty
set "gson=2.13.2"
set "root=%~dp0"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo jbang: no Java found: install a JDK, 17 or newer, and put it on PATH or set JAVA_HOME 1>&2
  exit /b 1
)

rem An alias of another catalog, or by its URL, is not this checkout's.
echo %~1 | findstr "@ ://" >nul
if errorlevel 1 if not defined FLOWGAUGE_HOME set "FLOWGAUGE_HOME=%root:~0,-1%"

rem An alias of this project works from any folder: inside the project JBang finds the catalog by itself.
set "catalog="
echo %CD%\ | findstr /i /b /c:"%root:\=\\%" >nul
if not errorlevel 1 if /i "%~1"=="export" set "catalog=run"
if errorlevel 1 findstr /c:"\"%~1\": {" "%root%jbang-catalog.json" >nul 2>&1 && set catalog=run --catalog "%root%jbang-catalog.json"

rem The one on PATH, but for this file.
for %%N in (jbang.cmd jbang.exe) do for /f "delims=" %%J in ('where %%N 2^>nul') do if /i not "%%J"=="%~f0" (
  call "%%J" %catalog% %*
  exit /b
)

set "cache=%FLOWGAUGE_CACHE%"
if not defined cache if defined XDG_CACHE_HOME set "cache=%XDG_CACHE_HOME%\flowgauge"
if not defined cache set "cache=%USERPROFILE%\.cache\flowgauge"
set "lib=%cache%\jbang-%version%"
if exist "%lib%" goto run

where mvn >nul 2>&1
if errorlevel 1 (
  echo jbang: found neither jbang nor mvn on PATH; install JBang ^(https://www.jbang.dev/download^) or Maven 1>&2
  exit /b 1
)
echo jbang: getting JBang %version% from Maven Central, once 1>&2
set "work=%lib%.%RANDOM%"
mkdir "%work%" || exit /b 1
> "%work%\pom.xml" (
  echo ^<project xmlns="http://maven.apache.org/POM/4.0.0"^>
  echo   ^<modelVersion^>4.0.0^</modelVersion^>
  echo   ^<groupId^>flowgauge^</groupId^>^<artifactId^>jbang^</artifactId^>^<version^>1^</version^>
  echo   ^<dependencies^>
  echo     ^<dependency^>^<groupId^>com.google.code.gson^</groupId^>^<artifactId^>gson^</artifactId^>^<version^>%gson%^</version^>^</dependency^>
  echo     ^<dependency^>^<groupId^>dev.jbang^</groupId^>^<artifactId^>jbang-cli^</artifactId^>^<version^>%version%^</version^>^</dependency^>
  echo   ^</dependencies^>
  echo ^</project^>
)
call mvn -q -B -f "%work%\pom.xml" dependency:copy-dependencies "-DoutputDirectory=%work%\lib" 1>&2
if errorlevel 1 (
  rmdir /s /q "%work%"
  echo jbang: Maven could not get JBang %version%: check the network and Maven's settings, or install JBang yourself: https://www.jbang.dev/download 1>&2
  exit /b 1
)
if not exist "%lib%" move "%work%\lib" "%lib%" >nul
rmdir /s /q "%work%"

:run
rem JBang prints the command to run and ends with 255; any other end is its own.
set "JBANG_RUNTIME_SHELL=cmd"
set "JBANG_LAUNCH_CMD=%~f0"
set "command=%TEMP%\flowgauge-%RANDOM%%RANDOM%.cmd"
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "%lib%\*" dev.jbang.Main %catalog% %* > "%command%"
set "code=%ERRORLEVEL%"
if "%code%"=="255" (
  call "%command%"
  goto end
)
type "%command%"
del "%command%"
exit /b %code%

:end
set "code=%ERRORLEVEL%"
del "%command%"
exit /b %code%
