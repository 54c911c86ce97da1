"""All algorithms, in toolbox order. A new one is one file and one line here."""

from __future__ import annotations

from .carbon.bluecarbon import BlueCarbon
from .carbon.carbonbalance import CarbonBalance
from .carbon.carbonstock import CarbonStock
from .carbon.combineestimates import CombineEstimates
from .carbon.combineestimatesraster import CombineEstimatesRaster
from .carbon.dataquality import DataQuality
from .carbon.emissioninventory import EmissionInventory
from .carbon.factortables import FactorTables
from .carbon.gridemissions import GridEmissions
from .carbon.landcarbonbudget import LandCarbonBudget
from .carbon.referenceapproach import ReferenceApproach
from .indicatortransmission.aggregateindicators import AggregateIndicators
from .indicatortransmission.allocatetarget import AllocateTarget
from .indicatortransmission.buildhierarchy import BuildHierarchy
from .indicatortransmission.cascadetargets import CascadeTargets
from .indicatortransmission.checktransmission import CheckTransmission
from .indicatortransmission.compareallocations import CompareAllocations
from .indicatortransmission.createregister import CreateRegister
from .indicatortransmission.exportpackage import ExportPackage
from .indicatortransmission.importpackage import ImportPackage
from .indicatortransmission.importvalues import ImportValues
from .indicatortransmission.indicatorweights import IndicatorWeights
from .indicatortransmission.reconcile import Reconcile
from .monitoring.amplification import Amplification
from .monitoring.assessment import Assessment
from .monitoring.earlywarning import EarlyWarning
from .monitoring.feedbackregister import FeedbackRegister
from .monitoring.incentives import Incentives
from .monitoring.leveldashboard import LevelDashboard
from .monitoring.pathcheck import PathCheck
from .monitoring.peakneutrality import PeakNeutrality
from .monitoring.tracegap import TraceGap
from .monitoring.trendforecast import TrendForecast
from .output.applysymbology import ApplySymbology
from .output.zoneatlas import ZoneAtlas
from .output.zonemap import ZoneMap
from .output.zonepackage import ZonePackage
from .output.zonereport import ZoneReport
from .output.zonetables import ZoneTables
from .pollution.pollutantequivalents import PollutantEquivalents
from .pollution.pollutionindex import PollutionIndex
from .pollution.pollutionload import PollutionLoad
from .spatialanalysis.aggregationindex import AggregationIndex
from .spatialanalysis.centreellipse import CentreEllipse
from .spatialanalysis.globalautocorrelation import GlobalAutocorrelation
from .spatialanalysis.hotspots import HotSpots
from .spatialanalysis.keyareas import KeyAreas
from .spatialanalysis.localmoran import LocalMoran
from .spatialanalysis.mismatchcorrection import MismatchCorrection
from .spatialanalysis.sourcecontribution import SourceContribution
from .spatialanalysis.spatialmismatch import SpatialMismatch
from .zoning.checkcontrollines import CheckControlLines
from .zoning.comparezonings import CompareZonings
from .zoning.controlunits import ControlUnits
from .zoning.crosswalkcodes import CrosswalkCodes
from .zoning.fourspaces import FourSpaces
from .zoning.fourspacesraster import FourSpacesRaster
from .zoning.industrialgrade import IndustrialGrade
from .zoning.industrylists import IndustryLists
from .zoning.industryzoning import IndustryZoning
from .zoning.pointunitstandards import PointUnitStandards
from .zoning.sixclasszoning import SixClassZoning
from .zoning.sixclasszoningraster import SixClassZoningRaster
from .zoning.subzones import SubZones
from .zoning.subzonesraster import SubZonesRaster
from .zoning.zonechange import ZoneChange
from .zoning.zonesummary import ZoneSummary
from .zoning.zoningconfidence import ZoningConfidence
from .zoning.zoningconfidenceraster import ZoningConfidenceRaster
from .zoning.zoningstandards import ZoningStandards

ALGORITHMS = (
    EmissionInventory,
    ReferenceApproach,
    LandCarbonBudget,
    BlueCarbon,
    CarbonStock,
    CarbonBalance,
    CombineEstimates,
    CombineEstimatesRaster,
    GridEmissions,
    FactorTables,
    DataQuality,
    PollutionLoad,
    PollutantEquivalents,
    PollutionIndex,
    SixClassZoning,
    SixClassZoningRaster,
    ZoningConfidence,
    ZoningConfidenceRaster,
    ZoningStandards,
    CompareZonings,
    ZoneChange,
    CheckControlLines,
    CrosswalkCodes,
    IndustrialGrade,
    IndustryZoning,
    IndustryLists,
    FourSpaces,
    FourSpacesRaster,
    SubZones,
    SubZonesRaster,
    ControlUnits,
    PointUnitStandards,
    ZoneSummary,
    GlobalAutocorrelation,
    LocalMoran,
    HotSpots,
    AggregationIndex,
    KeyAreas,
    CentreEllipse,
    SpatialMismatch,
    MismatchCorrection,
    SourceContribution,
    CreateRegister,
    BuildHierarchy,
    ImportValues,
    IndicatorWeights,
    AllocateTarget,
    CompareAllocations,
    CascadeTargets,
    AggregateIndicators,
    Reconcile,
    CheckTransmission,
    ExportPackage,
    ImportPackage,
    TrendForecast,
    PeakNeutrality,
    PathCheck,
    EarlyWarning,
    Assessment,
    Incentives,
    TraceGap,
    FeedbackRegister,
    Amplification,
    LevelDashboard,
    ApplySymbology,
    ZoneMap,
    ZoneAtlas,
    ZoneReport,
    ZoneTables,
    ZonePackage,
)
