@echo off
rem Finds a JDK of version %1 or newer and sets JAVA_HOME: the one that is set, else the one on PATH, else
rem one from where installers put them. Called by mvnw.cmd and weir.cmd; find-jdk.sh is its twin.
set "WEIR_JDK="
if defined JAVA_HOME call :try "%JAVA_HOME%" %1
for %%j in (java.exe) do if not "%%~dp$PATH:j"=="" call :try "%%~dp$PATH:j.." %1
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\.sdkman\candidates\java\*") do call :try "%%~d" %1
if not defined WEIR_JDK goto missing
set "JAVA_HOME=%WEIR_JDK%"
set "WEIR_JDK="
exit /b 0

:try
if defined WEIR_JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" for /f "delims=.-+" %%m in ("%%~l") do if %%m GEQ %~2 set "WEIR_JDK=%~f1"
exit /b 0

:missing
echo Weir needs a JDK of version %1 or newer, and none was found: JAVA_HOME is "%JAVA_HOME%", and neither>&2
echo java.exe on PATH nor the usual installation folders have one. Install one (Eclipse Temurin %1) or set>&2
echo JAVA_HOME.>&2
exit /b 78
