<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountBrowser</name>
    <message numerus="yes">
        <source>%n found</source>
        <extracomment>number of hits beside a search</extracomment>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AccountSideList</name>
    <message numerus="yes">
        <source>Search in %n account(s)</source>
        <extracomment>hint in the search of the list beside an account file</extracomment>
        <translation>
            <numerusform>Search in %n account</numerusform>
            <numerusform>Search in %n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BriefPage</name>
    <message numerus="yes">
        <source>%n account(s) are not on this device.</source>
        <extracomment>under the brief</extracomment>
        <translation>
            <numerusform>%n account is not on this device.</numerusform>
            <numerusform>%n accounts are not on this device.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message numerus="yes">
        <source>Apply %n choice(s)</source>
        <extracomment>button of the conflict dialog: take the chosen values</extracomment>
        <translation>
            <numerusform>Apply %n choice</numerusform>
            <numerusform>Apply %n choices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandoverAccounts</name>
    <message numerus="yes">
        <source>%n account(s) that you do not see yet. The files with their whole history come to this device when the handover takes effect.</source>
        <translation>
            <numerusform>%n account that you do not see yet. Its file with the whole history comes to this device when the handover takes effect.</numerusform>
            <numerusform>%n accounts that you do not see yet. Their files with the whole history come to this device when the handover takes effect.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) that you do not see.</source>
        <extracomment>accounts of a handover that is over</extracomment>
        <translation>
            <numerusform>%n account that you do not see.</numerusform>
            <numerusform>%n accounts that you do not see.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LatePanel</name>
    <message numerus="yes">
        <source>Apply %n choice(s)</source>
        <translation>
            <numerusform>Apply %n choice</numerusform>
            <numerusform>Apply %n choices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordFormPage</name>
    <message numerus="yes">
        <source>%n field(s) to mend</source>
        <extracomment>under a form: fields that must be mended before it can be saved</extracomment>
        <translation>
            <numerusform>%n field to mend</numerusform>
            <numerusform>%n fields to mend</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <extracomment>read aloud for the bar with what can be done to the ticked rows
----------
number of ticked rows</extracomment>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VisitsPanel</name>
    <message numerus="yes">
        <source>%n account(s) are due by the standard.</source>
        <translation>
            <numerusform>%n account is due by the standard.</numerusform>
            <numerusform>%n accounts are due by the standard.</numerusform>
        </translation>
    </message>
</context>
</TS>
