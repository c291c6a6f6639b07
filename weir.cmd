@echo off
rem Starts Weir on Windows: the command line, the server, the designer. The script weir is its twin for
rem every other system and says more. In an unpacked distribution it takes the Java runtime beside it; in a
rem checkout it finds a JDK and first builds what is older than its sources.
rem WEIR_JAVA_OPTS holds more flags for the JVM, such as -Xmx4g.
setlocal
set "WEIR_HOME=%~dp0"
set "WEIR_APP=server"
set WEIR_ARGUMENTS=%*
if not "%~1"=="designer" goto find
set "WEIR_APP=designer"
set "WEIR_ARGUMENTS="
for /f "tokens=1*" %%a in ("%*") do set WEIR_ARGUMENTS=%%b

:find
if exist "%WEIR_HOME%runtime\bin\java.exe" goto distribution

call "%WEIR_HOME%.mvn\find-jdk.cmd" 25
if errorlevel 1 exit /b 78
set "WEIR_JAVA=%JAVA_HOME%\bin\java.exe"
set "WEIR_MODULE=engine\server"
set "WEIR_PROJECT=engine/server"
if %WEIR_APP%==designer set "WEIR_MODULE=designer-app"
if %WEIR_APP%==designer set "WEIR_PROJECT=designer-app"
set "WEIR_STAMP=%WEIR_HOME%%WEIR_MODULE%\target\built"
powershell -noprofile -command "$s = Get-Item -ErrorAction SilentlyContinue $env:WEIR_STAMP; if (!$s) { exit 1 }; $n = Get-ChildItem -Recurse -File -Path (Join-Path $env:WEIR_HOME 'engine'), (Join-Path $env:WEIR_HOME 'processors'), (Join-Path $env:WEIR_HOME $env:WEIR_MODULE), (Join-Path $env:WEIR_HOME 'pom.xml') | Where-Object { $_.LastWriteTime -gt $s.LastWriteTime -and $_.FullName -notmatch '\\target\\|\\src\\test\\' } | Select-Object -First 1; if ($n) { exit 1 }"
if not errorlevel 1 goto built
echo weir: building %WEIR_PROJECT%, as after each change of the sources ...>&2
pushd "%WEIR_HOME%"
call mvnw.cmd -q -B -ntp -Pquick -Dmaven.test.skip=true -pl %WEIR_PROJECT% -am package >&2
if errorlevel 1 (
  popd
  echo weir: the build failed, see above.>&2
  exit /b 70
)
popd
type nul >"%WEIR_STAMP%"

:built
set "WEIR_CLASS_PATH=%WEIR_HOME%%WEIR_MODULE%\target\lib\*"
for %%m in (engine\api engine\expression engine\core %WEIR_MODULE%) do for %%j in ("%WEIR_HOME%%%m\target\weir-*.jar") do call :add "%%~j"
for /d %%m in ("%WEIR_HOME%processors\*") do for %%j in ("%%~m\target\weir-*.jar") do call :add "%%~j"
goto run

:add
set "WEIR_CLASS_PATH=%WEIR_CLASS_PATH%;%~1"
exit /b 0

:distribution
set "WEIR_JAVA=%WEIR_HOME%runtime\bin\java.exe"
set "WEIR_CLASS_PATH=%WEIR_HOME%lib\*"
if %WEIR_APP%==designer set "WEIR_CLASS_PATH=%WEIR_CLASS_PATH%;%WEIR_HOME%lib\designer\*"

:run
rem Cloud libraries probe their vendor's metadata address unasked.
if not defined AWS_EC2_METADATA_DISABLED set "AWS_EC2_METADATA_DISABLED=true"
if not defined NO_GCE_CHECK set "NO_GCE_CHECK=true"
if not defined SNOWFLAKE_DISABLE_PLATFORM_DETECTION set "SNOWFLAKE_DISABLE_PLATFORM_DETECTION=true"
"%WEIR_JAVA%" --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders -Xlog:disable -Xlog:all=warning:stderr %WEIR_JAVA_OPTS% -cp "%WEIR_CLASS_PATH%" dev.weir.%WEIR_APP%.Main %WEIR_ARGUMENTS%
exit /b %ERRORLEVEL%
